import { createSign } from "node:crypto";
import { config } from "./config.js";
import type { Order } from "./orders.js";

/** A signature by which a customer can prove that an order was placed; nothing without a key. */
export function receipt(order: Order): string | undefined {
  if (!config.receiptKey) return undefined;
  return createSign("sha256").update(JSON.stringify(order)).sign(config.receiptKey, "base64");
}

import { createSign } from "node:crypto";
import { readFileSync } from "node:fs";
import { config } from "./config.js";
import type { Order } from "./orders.js";

const key = config.receiptKeyFile ? readFileSync(config.receiptKeyFile, "utf8") : undefined;

/** A signature by which a customer can prove that an order was placed; nothing without a key. */
export function receipt(order: Order): string | undefined {
  if (!key) return undefined;
  return createSign("sha256").update(JSON.stringify(order)).sign(key, "base64");
}

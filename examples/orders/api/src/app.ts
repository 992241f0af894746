import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { config } from "./config.js";
import { problem, total, type Order } from "./orders.js";
import { receipt } from "./receipt.js";
import { find, save } from "./store.js";

export const app = new Hono();

app.get("/health", (c) => c.json({ status: "up" }));

app.post("/orders", async (c) => {
  const body = (await c.req.json()) as Partial<Order>;
  const wrong = problem(body);
  if (wrong) return c.json({ error: wrong }, 422);
  const order = { ...body, id: randomUUID() } as Order;
  await save(order);
  const signature = receipt(order);
  if (signature) c.header("Receipt-Signature", signature);
  return c.json({ ...order, total: total(order) }, 201);
});

app.get("/orders/:id", async (c) => {
  const order = await find(c.req.param("id"));
  return order ? c.json({ ...order, total: total(order) }) : c.notFound();
});

app.get("/orders/:id/invoice", async (c) => {
  const order = await find(c.req.param("id"));
  if (!order) return c.notFound();
  const answer = await fetch(`${config.invoicesURL}/invoices`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...order, total: total(order) }),
  });
  return c.html(await answer.text(), answer.ok ? 200 : 502);
});

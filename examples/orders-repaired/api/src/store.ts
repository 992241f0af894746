import postgres from "postgres";
import { config } from "./config.js";
import type { Line, Order } from "./orders.js";

export const sql = postgres(config.database);

export async function save(order: Order): Promise<void> {
  await sql`INSERT INTO orders (id, customer, lines)
            VALUES (${order.id}, ${order.customer}, ${sql.json(order.lines as never)})`;
}

export async function find(id: string): Promise<Order | undefined> {
  const [row] = await sql<{ id: string; customer: string; lines: Line[] }[]>`
    SELECT id, customer, lines FROM orders WHERE id = ${id}`;
  return row;
}

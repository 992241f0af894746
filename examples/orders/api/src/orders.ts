export interface Line {
  article: string;
  count: number;
  price: number;
}

export interface Order {
  id: string;
  customer: string;
  lines: Line[];
}

/** Says what is wrong with an order that came in; null when nothing is. */
export function problem(order: Partial<Order>): string | null {
  if (!order.customer) return "customer is missing";
  if (!Array.isArray(order.lines) || order.lines.length === 0) return "an order has one line at least";
  for (const line of order.lines) {
    if (!line.article) return "article is missing";
    if (!Number.isInteger(line.count) || line.count < 1) return `${line.article}: count must be 1 or more`;
    if (!Number.isInteger(line.price) || line.price < 0) return `${line.article}: price is in cents`;
  }
  return null;
}

export function total(order: Order): number {
  return order.lines.reduce((sum, line) => sum + line.count * line.price, 0);
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { problem, total } from "../src/orders.js";

const order = { id: "1", customer: "Ada", lines: [{ article: "rope", count: 2, price: 450 }] };

test("a whole order has no problem", () => assert.equal(problem(order), null));
test("an order without lines is refused", () => assert.match(problem({ ...order, lines: [] }) ?? "", /one line/));
test("the total counts every piece", () => assert.equal(total(order), 900));

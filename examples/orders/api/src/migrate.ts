import { readFileSync, readdirSync } from "node:fs";
import { sql } from "./store.js";

for (const file of readdirSync("migrations").sort()) {
  console.log(`migrating: ${file}`);
  await sql.unsafe(readFileSync(`migrations/${file}`, "utf8"));
}
await sql.end();

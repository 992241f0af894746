import { serve } from "@hono/node-server";
import { app } from "./app.js";
import { config } from "./config.js";
import { sql } from "./store.js";

const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, (address) => {
  console.log(`orders listen on ${address.port}`);
});

// ECS sends SIGTERM and waits for `stopTimeout`: requests that have begun are answered first.
process.once("SIGTERM", () => {
  console.log("orders stop");
  server.close(async () => {
    await sql.end({ timeout: 5 });
    process.exit(0);
  });
});

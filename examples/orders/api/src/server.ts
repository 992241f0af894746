import { serve } from "@hono/node-server";
import { app } from "./app.js";
import { config } from "./config.js";

serve({ fetch: app.fetch, port: config.port, hostname: "localhost" }, (address) => {
  console.log(`orders listen on ${address.port}`);
});

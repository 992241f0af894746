const environment = process.env;

export const config = {
  host: environment.HOST ?? "0.0.0.0",
  port: Number(environment.PORT ?? 3000),
  database: {
    host: environment.DB_HOST ?? "localhost",
    database: environment.DB_NAME ?? "orders",
    username: environment.DB_USER ?? "orders",
    password: environment.DB_PASSWORD,
  },
  receiptKey: environment.RECEIPT_KEY,
  invoicesURL: environment.INVOICES_URL ?? "http://localhost:8000",
};

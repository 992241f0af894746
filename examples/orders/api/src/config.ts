const environment = process.env;

export const config = {
  port: Number(environment.PORT ?? 3000),
  database: {
    host: environment.DB_HOST ?? "localhost",
    database: environment.DB_NAME ?? "orders",
    username: environment.DB_USER ?? "orders",
    password: environment.DB_PASSWORD,
  },
  receiptKeyFile: environment.RECEIPT_KEY_FILE,
  invoicesURL: environment.INVOICES_URL ?? "http://localhost:8000",
};

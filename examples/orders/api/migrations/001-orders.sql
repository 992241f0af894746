CREATE TABLE IF NOT EXISTS orders (
    id uuid PRIMARY KEY,
    customer text NOT NULL,
    lines jsonb NOT NULL,
    placed_at timestamptz NOT NULL DEFAULT now()
);

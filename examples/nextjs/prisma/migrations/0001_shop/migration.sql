CREATE TYPE "OrderState" AS ENUM ('creating', 'waiting', 'failed', 'unknown', 'paid');

CREATE TABLE "orders" (
  "id" text NOT NULL,
  "checkout_key" text NOT NULL,
  "amount" integer NOT NULL,
  "state" "OrderState" NOT NULL,
  "begun_at" timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "payment_id" text,
  "payment_url" text,
  CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "orders_checkout_key_key" ON "orders" ("checkout_key");

CREATE TABLE "paid_twice" (
  "payment_id" text NOT NULL,
  "order_id" text NOT NULL,
  CONSTRAINT "paid_twice_pkey" PRIMARY KEY ("payment_id")
);

CREATE TABLE "stock" (
  "item" text NOT NULL,
  "units" integer NOT NULL,
  CONSTRAINT "stock_pkey" PRIMARY KEY ("item")
);
INSERT INTO "stock" VALUES ('ticket', 100);

-- What is settled. As postgresMigration() of khipu-sdk/stores/postgres says it.
CREATE TABLE IF NOT EXISTS "khipu_settlements" (
  key text PRIMARY KEY,
  begun_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz
);
CREATE INDEX IF NOT EXISTS "khipu_settlements_open" ON "khipu_settlements" (begun_at) WHERE done_at IS NULL;

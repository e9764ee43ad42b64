create table orders (
  id text primary key,
  checkout_key text not null unique,
  amount integer not null,
  state text not null,
  begun_at timestamptz not null default now(),
  payment_id text,
  payment_url text
);

-- Payments of an order that another payment has paid already: money to give back. A person looks here.
create table paid_twice (payment_id text primary key, order_id text not null);

create table stock (item text primary key, units integer not null);
insert into stock values ('ticket', 100);

-- What is settled. As postgresMigration() of khipu-sdk/stores/postgres says it.
CREATE TABLE IF NOT EXISTS "khipu_settlements" (
  key text PRIMARY KEY,
  begun_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz
);
CREATE INDEX IF NOT EXISTS "khipu_settlements_open" ON "khipu_settlements" (begun_at) WHERE done_at IS NULL;

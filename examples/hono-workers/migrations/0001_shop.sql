create table orders (
  id text primary key,
  checkout_key text not null unique,
  amount integer not null,
  state text not null,
  begun_at integer not null,
  payment_id text,
  payment_url text
);

-- Payments of an order that another payment has paid already: money to give back. A person looks here.
create table paid_twice (payment_id text primary key, order_id text not null);

create table stock (one integer primary key check (one = 1), units integer not null);
insert into stock values (1, 100);

-- What is settled. As sqliteMigration() of khipu-sdk/stores/d1 says it.
CREATE TABLE IF NOT EXISTS "khipu_settlements" (
  key TEXT NOT NULL PRIMARY KEY,
  token TEXT NOT NULL,
  done_at INTEGER
) WITHOUT ROWID;

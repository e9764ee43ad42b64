import Database from "better-sqlite3";

/** A connection to the shop's database. */
export type Db = Database.Database;

/**
 * Amounts are whole pesos, times are milliseconds since 1970.
 *
 * `one_live_payment` is what makes a second payment by accident impossible: not the code, the database refuses it.
 */
const SCHEMA = `
create table if not exists stock (
  product_id text primary key,
  units integer not null
) strict;

create table if not exists orders (
  id integer primary key,
  number text not null unique,
  token text not null unique,
  checkout_key text not null unique,
  email text not null,
  language text not null,
  total integer not null,
  created_at integer not null,
  paid_at integer
) strict;

create table if not exists order_lines (
  order_id integer not null references orders (id),
  product_id text not null,
  name text not null,
  unit_price integer not null,
  quantity integer not null
) strict;
create index if not exists lines_of_order on order_lines (order_id);

create table if not exists attempts (
  id integer primary key,
  order_id integer not null references orders (id),
  state text not null,
  payment_id text unique,
  payment_url text not null default '',
  problem text not null default '',
  created_at integer not null,
  expires_at integer not null,
  looked_at integer not null default 0
) strict;
create index if not exists attempts_of_order on attempts (order_id);
create unique index if not exists one_live_payment on attempts (order_id)
  where state in ('creating', 'pending', 'verifying', 'unknown');

create table if not exists problems (
  id integer primary key,
  kind text not null,
  payment_id text not null,
  order_number text not null,
  details text not null,
  noticed_at integer not null,
  looked_into_at integer,
  unique (kind, payment_id)
) strict;

create table if not exists refunds (
  id integer primary key,
  form_key text not null unique,
  attempt_id integer not null references attempts (id),
  payment_id text not null,
  amount integer,
  state text not null,
  note text not null default '',
  payment_before text not null,
  created_at integer not null
) strict;
create unique index if not exists one_open_refund on refunds (payment_id)
  where state in ('asked', 'unknown');
`;

/** Opens the database, and makes its tables if they are not there. */
export function openDatabase(file: string): Db {
  const database = new Database(file);
  // Readers do not hold up the one who settles, nor the other way round.
  database.pragma("journal_mode = WAL");
  database.pragma("foreign_keys = on");
  database.exec(SCHEMA);
  return database;
}

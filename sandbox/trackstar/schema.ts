/** Trackstar's side of the peer: what it knows, never what the warehouse knows. */
export const schema = `
create table if not exists link_token (
  token text primary key,
  customer_id text,
  connection_id text,
  expires_at text not null
) strict;

create table if not exists auth_code (
  code text primary key,
  account text not null,
  customer_id text,
  disabled_functions text not null,
  expires_at text not null,
  used_at text
) strict;

create table if not exists connection (
  id text primary key,
  account text not null unique,
  access_token text not null unique,
  customer_id text,
  disabled_functions text not null,
  webhooks_disabled integer not null default 0,
  times_used integer not null default 0,
  last_used text,
  created_at text not null
) strict;

create table if not exists sync_schedule (
  connection_id text not null references connection (id) on delete cascade,
  function_name text not null,
  frequency_seconds real not null,
  last_crawl_start text,
  last_crawl_end text,
  historical_completed integer not null default 0,
  due_at text not null,
  primary key (connection_id, function_name)
) strict;

create table if not exists connection_error (
  connection_id text not null references connection (id) on delete cascade,
  message text not null,
  endpoints text not null,
  preventing_sync integer not null,
  first_seen text not null,
  last_seen text not null,
  primary key (connection_id, message)
) strict;

create table if not exists record (
  connection_id text not null references connection (id) on delete cascade,
  resource text not null,
  id text not null,
  body text not null,
  tags text not null default '[]',
  trackstar_created_date text not null,
  trackstar_updated_date text not null,
  primary key (connection_id, resource, id)
) strict;
create index if not exists record_order_number
  on record (connection_id, resource, json_extract(body, '$.order_number'));
create index if not exists record_reference
  on record (connection_id, resource, json_extract(body, '$.reference_id'));
create index if not exists record_updated on record (connection_id, resource, trackstar_updated_date);

create table if not exists idempotency (
  connection_id text not null,
  key text not null,
  request text not null,
  status integer,
  response text,
  created_at text not null,
  primary key (connection_id, key)
) strict;

create table if not exists fault (
  id integer primary key,
  connection_id text,
  fault text not null,
  endpoint text,
  options text not null,
  times_left integer
) strict;

create table if not exists webhook (
  seq integer primary key,
  id text not null unique,
  connection_id text not null,
  event_type text not null,
  body text not null,
  status text not null check (status in ('pending', 'held', 'delivered', 'failed', 'dropped')),
  attempts integer not null default 0,
  repeats integer not null default 0,
  due_at text not null,
  created_at text not null
) strict;
create index if not exists webhook_due on webhook (status, due_at);

create table if not exists delivery (
  seq integer primary key,
  webhook_id text not null,
  event_type text not null,
  connection_id text not null,
  attempt integer not null,
  status integer,
  note text,
  at text not null
) strict;

create table if not exists call (
  seq integer primary key,
  at text not null,
  method text not null,
  path text not null,
  query text not null,
  connection_id text,
  idempotency_key text,
  status integer not null,
  request_id text not null,
  replayed integer not null
) strict;
`;

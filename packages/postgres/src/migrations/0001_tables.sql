-- The tables. Instants are epoch milliseconds by the server's clock. Text that is compared or put in order has the collation "C", so that order
-- is the same as in every other store, whatever the database's locale.

create sequence openbell_record_numbers;

-- A row a record, or the tombstone of one (gone_until_ms is set). The operation that wrote last is remembered here, since its answer is the
-- row itself; those before it lie in openbell_operations.
create table openbell_records (
  tenant text collate "C" not null,
  kind text collate "C" not null,
  id text collate "C" not null,
  -- What items and operations refer to: shorter than the key.
  record bigint not null,
  -- The operation that created it.
  incarnation text collate "C" not null,
  version bigint not null,
  revision bigint not null,
  -- The put that wrote this version; with incarnation and version it is the etag.
  body_operation text collate "C" not null,
  last_operation text collate "C" not null,
  last_digest text collate "C" not null,
  created_ms bigint not null,
  updated_ms bigint not null,
  expires_ms bigint,
  due_ms bigint,
  -- From when on a worker may have it: least() passes over null.
  wakes_ms bigint generated always as (least(due_ms, expires_ms)) stored,
  epoch bigint,
  owner text collate "C",
  tags text[] collate "C" not null default '{}',
  -- JSON as text: jsonb refuses some strings and does not give back what it was given.
  meta text not null default '{}',
  -- By name [number of the first item kept, number of the next one].
  streams jsonb not null default '{}',
  counters jsonb not null default '{}',
  lease_worker text collate "C",
  lease_until_ms bigint,
  attempts integer not null default 0,
  gone_until_ms bigint,
  body bytea not null,
  primary key (tenant, kind, id)
);

-- Bodies and items come compressed and sealed or not at all: the server's own compression costs time and saves nothing.
alter table openbell_records alter column body set storage external;

create index openbell_records_updated on openbell_records (tenant, kind, updated_ms, id) where gone_until_ms is null;
create index openbell_records_created on openbell_records (tenant, kind, created_ms, id) where gone_until_ms is null;
create index openbell_records_owner on openbell_records (tenant, kind, owner, updated_ms, id) where owner is not null;
create index openbell_records_tags on openbell_records using gin (tags) where tags <> '{}';
create index openbell_records_wakes on openbell_records (kind, wakes_ms, id) where wakes_ms is not null and gone_until_ms is null;
create index openbell_records_gone on openbell_records (gone_until_ms) where gone_until_ms is not null;

-- Items of streams. Those before a stream's first kept number are forgotten and wait to be deleted.
create table openbell_items (
  record bigint not null,
  stream text collate "C" not null,
  number bigint not null,
  bytes bytea not null,
  primary key (record, stream, number)
);

alter table openbell_items alter column bytes set storage external;

-- Answers to earlier operations.
create table openbell_operations (
  record bigint not null,
  operation text collate "C" not null,
  digest text collate "C" not null,
  version bigint not null,
  revision bigint not null,
  body_operation text collate "C" not null,
  expires_ms bigint,
  primary key (record, operation)
);

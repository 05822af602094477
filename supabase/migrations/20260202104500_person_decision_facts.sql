-- What people decide about orders: holds, locks, and the warehouse itself.

alter table public.unified_orders
  add column is_locked boolean not null default false,
  add column held_by text,
  add column held_at timestamptz,
  add column held_until timestamptz,
  add column hold_note text,
  add column released_rule_ids uuid[] not null default '{}',
  add constraint unified_orders_hold_whole check ((held_by is null) = (held_at is null));
comment on column public.unified_orders.is_locked is 'Its warehouse was settled by a person: nothing but a person decides it again.';
comment on column public.unified_orders.held_by is 'Who holds the order back from routing; null when nobody does. A hold by a routing rule is a decision.';
comment on column public.unified_orders.held_at is 'Since when that person holds it.';
comment on column public.unified_orders.held_until is 'When the hold of a person or of a rule ends by itself; null: when somebody releases it.';
comment on column public.unified_orders.hold_note is 'Why, as that person typed it.';
comment on column public.unified_orders.released_rule_ids is 'Routing rules that may not hold this order again, because a person released it from them.';
create index unified_orders_held_until_idx on public.unified_orders (held_until) where held_until is not null;

alter table public.routing_decisions
  add column chosen_by text,
  add column choice_reason text;
comment on column public.routing_decisions.chosen_by is 'The person who chose the warehouse; null for a decision of the engine.';
comment on column public.routing_decisions.choice_reason is 'Why, as that person typed it.';

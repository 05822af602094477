-- Drafts and versions of a shop's routing setup: its rules and the routing part of its settings.

alter table public.stores add column routing_revision integer not null default 1;
comment on column public.stores.routing_revision is
  'Grows with every change of live rules or routing settings, whoever makes it; a version with this number is live.';

create function public.routing_settings(p_settings jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_object_agg(key, value), '{}')
  from jsonb_each(case jsonb_typeof(p_settings) when 'object' then p_settings else '{}' end)
  where key in ('weights', 'split', 'stale_after_minutes', 'stale_policy', 'partial', 'cover_days',
                'preferred_warehouse_id', 'rate_card')
$$;
comment on function public.routing_settings(jsonb) is 'The part of a shop''s settings that routing setups carry.';

create function public.routing_settings_fit(p_settings jsonb) returns boolean
language plpgsql immutable set search_path = '' as $$
declare
  v_weights constant jsonb := p_settings -> 'weights';
  v_fault jsonpath;
begin
  foreach v_fault in array array[
    'strict $.weights ? (@.type() != "object")',
    'strict $.weights.* ? (@.type() != "number" || @ < 0 || @ > 1)',
    'strict $.weights.keyvalue() ? (!(@.key like_regex "^(inventory|proximity|cost|capacity)$"))',
    'strict $.split ? (@.type() != "object")',
    'strict $.split.keyvalue() ? (!(@.key like_regex "^(policy|max_shipments|min_shipment_value)$"))',
    'strict $.split.policy ? (!(@ == "never" || @ == "when_needed"))',
    'strict $.split.max_shipments ? (@.type() != "number" || @ < 1 || @ != @.floor())',
    'strict $.split.min_shipment_value ? (@.type() != "number" || @ < 0)',
    'strict $.stale_after_minutes ? (@.type() != "number" || @ < 0)',
    'strict $.stale_policy ? (!(@ == "allow" || @ == "exclude"))',
    'strict $.partial ? (!(@ == "hold" || @ == "ship_available"))',
    'strict $.cover_days ? (@.type() != "number" || @ < 0)',
    'strict $.preferred_warehouse_id ? (!(@ == null || @ like_regex "^[0-9a-fA-F-]{36}$"))',
    'strict $.rate_card ? (!(@ == null || @.type() == "object"))'
  ]::jsonpath[] loop
    if jsonb_path_exists(p_settings, v_fault, silent => true) then
      return false;
    end if;
  end loop;
  return v_weights is null or abs(
    coalesce((v_weights ->> 'inventory')::numeric, 0.4) + coalesce((v_weights ->> 'proximity')::numeric, 0.3)
    + coalesce((v_weights ->> 'cost')::numeric, 0.2) + coalesce((v_weights ->> 'capacity')::numeric, 0.1) - 1
  ) <= 0.000001;
end $$;
comment on function public.routing_settings_fit(jsonb) is
  'Whether routing can follow these settings; guards what is edited by hand. Rate cards are read by the engine only.';

alter table public.stores
  add constraint stores_routing_settings_check check (public.routing_settings_fit(settings));
alter table public.routing_rules
  add constraint routing_rules_name_length_check check (char_length(name) <= 100 and name ~ '\S'),
  add constraint routing_rules_priority_limit_check check (priority <= 1000000);

create sequence public.routing_draft_revisions;
create table public.routing_drafts (
  shop_id uuid primary key references public.stores (id) on delete cascade,
  revision bigint not null default nextval('public.routing_draft_revisions'),
  based_on integer not null,
  rules jsonb not null check (jsonb_typeof(rules) = 'array'),
  settings jsonb not null check (jsonb_typeof(settings) = 'object' and public.routing_settings_fit(settings)),
  created_at timestamptz not null default now(),
  saved_at timestamptz not null default now(),
  saved_by text not null
);
comment on table public.routing_drafts is 'A routing setup that somebody works on and that routing does not follow yet; at most one per shop.';
comment on column public.routing_drafts.shop_id is 'The shop.';
comment on column public.routing_drafts.revision is 'Another one with every save; who saves or publishes names the one they saw.';
comment on column public.routing_drafts.based_on is 'The shop''s routing_revision when the draft was begun.';
comment on column public.routing_drafts.rules is 'Rules: [{id, name, priority, is_active, conditions, action}].';
comment on column public.routing_drafts.settings is 'Routing settings by key.';
comment on column public.routing_drafts.created_at is 'When it was begun.';
comment on column public.routing_drafts.saved_at is 'When it was last saved.';
comment on column public.routing_drafts.saved_by is 'Who saved it last.';
alter table public.routing_drafts enable row level security;
create policy "Service role access" on public.routing_drafts for all to service_role using (true) with check (true);

create table public.routing_versions (
  shop_id uuid not null references public.stores (id) on delete cascade,
  version integer not null check (version > 0),
  rules jsonb not null check (jsonb_typeof(rules) = 'array'),
  settings jsonb not null check (jsonb_typeof(settings) = 'object'),
  origin text not null check (origin in ('published', 'reverted', 'kept')),
  reverted_from integer check ((reverted_from is not null) = (origin = 'reverted')),
  routing_revision integer not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (shop_id, version),
  foreign key (shop_id, reverted_from) references public.routing_versions (shop_id, version)
);
comment on table public.routing_versions is 'A routing setup that was live, as it was; never changed afterwards.';
comment on column public.routing_versions.shop_id is 'The shop.';
comment on column public.routing_versions.version is 'Counts from 1 in each shop; decisions name it.';
comment on column public.routing_versions.rules is 'Rules: [{id, name, priority, is_active, conditions, action}].';
comment on column public.routing_versions.settings is 'Routing settings by key.';
comment on column public.routing_versions.origin is 'published, reverted, or kept: found live by the publish that replaced it.';
comment on column public.routing_versions.reverted_from is 'The version whose content this one brought back; null unless reverted.';
comment on column public.routing_versions.routing_revision is 'The shop''s routing_revision while it is live.';
comment on column public.routing_versions.published_at is 'When it was published; of a kept one, when it was found.';
comment on column public.routing_versions.published_by is 'Who published it; swyft for a kept one.';
create index routing_versions_reverted_from_idx on public.routing_versions (shop_id, reverted_from);
create index routing_versions_live_idx on public.routing_versions (shop_id, routing_revision);
alter table public.routing_versions enable row level security;
create policy "Service role access" on public.routing_versions for all to service_role using (true) with check (true);

create function public.live_routing_version(p_shop_id uuid) returns integer
language sql stable set search_path = '' as $$
  select max(v.version)
  from public.stores s
  join public.routing_versions v on v.shop_id = s.id and v.routing_revision = s.routing_revision
  where s.id = p_shop_id
$$;
comment on function public.live_routing_version(uuid) is
  'The version that is live; null before anything was published, and after a change by hand.';

-- A decision made on rules that somebody changes meanwhile, in Studio or here, must not be saved.
create function public.bump_routing_revision() returns trigger
language plpgsql set search_path = '' as $$
begin
  if public.routing_settings(new.settings) is distinct from public.routing_settings(old.settings) then
    new.routing_revision := old.routing_revision + 1;
  end if;
  return new;
end $$;
comment on function public.bump_routing_revision() is 'Trigger: counts changes of a shop''s routing settings.';
revoke execute on function public.bump_routing_revision() from public, anon, authenticated;
create trigger stores_bump_routing_revision before update of settings on public.stores
  for each row execute function public.bump_routing_revision();

create function public.count_rule_changes() returns trigger
language plpgsql set search_path = '' as $$
begin
  update public.stores
  set settings_version = settings_version + 1, routing_revision = routing_revision + 1
  where id in (select shop_id from changed);
  return null;
end $$;
comment on function public.count_rule_changes() is 'Trigger: counts changes of routing rules in their shop, also those made by hand.';
revoke execute on function public.count_rule_changes() from public, anon, authenticated;
create trigger routing_rules_count_inserts after insert on public.routing_rules
  referencing new table as changed for each statement execute function public.count_rule_changes();
create trigger routing_rules_count_updates after update on public.routing_rules
  referencing new table as changed for each statement execute function public.count_rule_changes();
create trigger routing_rules_count_deletes after delete on public.routing_rules
  referencing old table as changed for each statement execute function public.count_rule_changes();

-- Which rules matched an order, beside the whole decision: counted without unpacking it.
create function public.matched_rule_ids(p_details jsonb) returns text[]
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(id), '{}')
  from jsonb_array_elements_text(
    case jsonb_typeof(p_details -> 'matched_rules') when 'array' then p_details -> 'matched_rules' else '[]' end
  ) as id
$$;
comment on function public.matched_rule_ids(jsonb) is 'Ids of the rules that matched, from the details of a decision.';

alter table public.routing_decisions
  add column matched_rules text[] not null generated always as (public.matched_rule_ids(details)) stored;
comment on column public.routing_decisions.matched_rules is 'Ids of the rules that matched; the same as in details.';
create index routing_decisions_matched_idx on public.routing_decisions (shop_id, decided_at) where matched_rules <> '{}';

create index unified_orders_waiting_for_setup_idx on public.unified_orders (shop_id, id)
  where routing_reason in ('held_by_rule', 'setup_not_understood');

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.routing_settings(jsonb)', 'public.routing_settings_fit(jsonb)', 'public.matched_rule_ids(jsonb)',
    'public.live_routing_version(uuid)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;

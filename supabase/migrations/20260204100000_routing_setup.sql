-- Drafting, publishing and bringing back a routing setup. Whoever writes one locks the shop's row first.

create function public.live_routing(p_shop_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'rules', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', r.id, 'name', r.name, 'priority', r.priority, 'is_active', r.is_active,
        'conditions', r.conditions, 'action', r.action
      ) order by r.priority, r.id)
      from public.routing_rules r where r.shop_id = p_shop_id
    ), '[]'),
    'settings', public.routing_settings(s.settings)
  )
  from public.stores s
  where s.id = p_shop_id
$$;
comment on function public.live_routing(uuid) is 'The rules and routing settings a shop routes by.';

create function public.rule_matches(p_shop_id uuid, p_since timestamptz) returns json
language sql stable set search_path = '' as $$
  -- Few combinations of rules match many orders: counting those first takes a seventh of the time.
  with combinations as (
    select d.matched_rules, count(*) as decisions
    from public.routing_decisions d
    where d.shop_id = p_shop_id and d.decided_at >= p_since and d.matched_rules <> '{}'
    group by d.matched_rules
  ), counted as (
    select rule_id, sum(decisions)::integer as decisions
    from combinations, unnest(matched_rules) as rule_id
    group by rule_id
  )
  select coalesce(json_object_agg(rule_id, decisions), '{}') from counted
$$;
comment on function public.rule_matches(uuid, timestamptz) is 'How many decisions since then each rule matched, by rule id.';

create function public.open_routing_setup(p_shop_id uuid, p_matches_since timestamptz) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'time_zone', s.time_zone,
    'live', public.live_routing(p_shop_id),
    'version', (
      select json_build_object('version', v.version, 'published_at', v.published_at, 'published_by', v.published_by)
      from public.routing_versions v
      where v.shop_id = p_shop_id and v.version = public.live_routing_version(p_shop_id)
    ),
    'draft', (
      select json_build_object(
        'rules', d.rules, 'settings', d.settings, 'revision', d.revision, 'saved_at', d.saved_at,
        'saved_by', d.saved_by, 'live_moved', d.based_on <> s.routing_revision
      )
      from public.routing_drafts d where d.shop_id = p_shop_id
    ),
    'warehouses', (
      select coalesce(json_agg(json_build_object(
        'id', w.id, 'name', coalesce(w.given_name, w.name), 'capabilities', w.capabilities,
        'is_active', w.is_active and public.takes_orders(c), 'is_place', place.place_id = w.id
      ) order by w.priority, w.id), '[]')
      from public.routing_places(p_shop_id) place
      join public.trackstar_warehouses w on w.shop_id = p_shop_id and w.id = place.warehouse_id
      join public.trackstar_connections c on c.shop_id = p_shop_id and c.id = place.connection_id
    ),
    'matches', public.rule_matches(p_shop_id, p_matches_since),
    'live_since', (
      select coalesce(json_object_agg(r.id, r.updated_at), '{}') from public.routing_rules r where r.shop_id = p_shop_id
    )
  )
  from public.stores s
  where s.id = p_shop_id
$$;
comment on function public.open_routing_setup(uuid, timestamptz) is
  'The live setup, the draft, the warehouses rules may name and how many decisions each rule matched.';

create function public.foreign_rule_ids(p_shop_id uuid, p_rules jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(r.id), '[]')
  from public.routing_rules r
  where r.shop_id <> p_shop_id and r.id in (select (rule ->> 'id')::uuid from jsonb_array_elements(p_rules) rule)
$$;
comment on function public.foreign_rule_ids(uuid, jsonb) is 'Ids of these rules that another shop has already.';

create function public.save_routing_draft(p_shop_id uuid, p_revision bigint, p_setup text, p_actor text) returns json
language plpgsql set search_path = '' as $$
declare
  v_setup constant jsonb := p_setup::jsonb;
  v_taken constant jsonb := public.foreign_rule_ids(p_shop_id, v_setup -> 'rules');
  v_draft public.routing_drafts;
  v_live integer;
begin
  select routing_revision into v_live from public.stores where id = p_shop_id for no key update;
  select * into v_draft from public.routing_drafts where shop_id = p_shop_id;
  if coalesce(v_draft.revision, 0) <> p_revision then
    return json_build_object('outcome', 'draft-changed', 'revision', coalesce(v_draft.revision, 0), 'by', v_draft.saved_by);
  elsif v_taken <> '[]' then
    return json_build_object('outcome', 'rule-id-taken', 'ids', v_taken);
  end if;
  insert into public.routing_drafts as d (shop_id, based_on, rules, settings, saved_by)
  values (p_shop_id, v_live, v_setup -> 'rules', v_setup -> 'settings', p_actor)
  on conflict (shop_id) do update
  set revision = excluded.revision, rules = excluded.rules, settings = excluded.settings,
      saved_at = now(), saved_by = excluded.saved_by
  returning d.* into v_draft;
  return json_build_object('outcome', 'saved', 'revision', v_draft.revision);
end $$;
comment on function public.save_routing_draft(uuid, bigint, text, text) is
  'Saves the draft of whoever saw this revision (0: no draft): saved, or, with nothing written, draft-changed or rule-id-taken.';

create function public.discard_routing_draft(p_shop_id uuid, p_revision bigint default null) returns text
language plpgsql set search_path = '' as $$
declare
  v_revision bigint;
begin
  perform 1 from public.stores where id = p_shop_id for no key update;
  select revision into v_revision from public.routing_drafts where shop_id = p_shop_id;
  if v_revision is null then
    return 'no-draft';
  elsif p_revision is not null and v_revision <> p_revision then
    return 'draft-changed';
  end if;
  delete from public.routing_drafts where shop_id = p_shop_id;
  return 'discarded';
end $$;
comment on function public.discard_routing_draft(uuid, bigint) is
  'Throws the draft away, if a revision is given only that one: discarded, draft-changed or no-draft.';

create function public.publish_routing(
  p_shop_id uuid, p_revision bigint, p_replace_live boolean, p_actor text, p_now timestamptz
) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_draft public.routing_drafts;
  v_live integer;
  v_version integer;
begin
  select routing_revision into v_live from public.stores where id = p_shop_id for no key update;
  select * into v_draft from public.routing_drafts where shop_id = p_shop_id;
  if coalesce(v_draft.revision, 0) <> p_revision or v_draft.shop_id is null then
    return json_build_object('outcome', 'draft-changed');
  elsif v_draft.based_on <> v_live and not p_replace_live then
    return json_build_object('outcome', 'live-changed');
  end if;
  v_version := public.replace_live_routing(p_shop_id, v_draft.rules, v_draft.settings, null, p_actor, p_now);
  delete from public.routing_drafts where shop_id = p_shop_id;
  insert into public.audit_log (shop_id, at, actor, action, subject, details)
  values (p_shop_id, p_now, p_actor, 'routing_published', 'routing_version:' || v_version,
          jsonb_build_object('rules', jsonb_array_length(v_draft.rules)));
  return json_build_object('outcome', 'published', 'version', v_version);
end $$;
comment on function public.publish_routing(uuid, bigint, boolean, text, timestamptz) is
  'Makes the draft live: published, or, with nothing written, draft-changed or (unless it may be replaced) live-changed.';

create function public.revert_routing(p_shop_id uuid, p_version integer, p_actor text, p_now timestamptz) returns json
language plpgsql security definer set search_path = '' as $$
declare
  v_old public.routing_versions;
  v_version integer;
begin
  perform 1 from public.stores where id = p_shop_id for no key update;
  select * into v_old from public.routing_versions where shop_id = p_shop_id and version = p_version;
  if v_old.version is null then
    return json_build_object('outcome', 'version-not-found');
  end if;
  v_version := public.replace_live_routing(p_shop_id, v_old.rules, v_old.settings, p_version, p_actor, p_now);
  insert into public.audit_log (shop_id, at, actor, action, subject, details)
  values (p_shop_id, p_now, p_actor, 'routing_reverted', 'routing_version:' || v_version,
          jsonb_build_object('reverted_from', p_version));
  return json_build_object('outcome', 'reverted', 'version', v_version);
end $$;
comment on function public.revert_routing(uuid, integer, text, timestamptz) is
  'Makes the content of an old version live again, as a new version: reverted or version-not-found. A draft stays.';

create function public.replace_live_routing(
  p_shop_id uuid, p_rules jsonb, p_settings jsonb, p_reverted_from integer, p_actor text, p_now timestamptz
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_version integer;
begin
  perform public.keep_live_routing(p_shop_id, p_now);
  if public.foreign_rule_ids(p_shop_id, p_rules) <> '[]' then
    raise exception using errcode = 'PT409', message = 'a rule has the id of another shop''s rule';
  end if;
  delete from public.routing_rules
  where shop_id = p_shop_id and id not in (select (rule ->> 'id')::uuid from jsonb_array_elements(p_rules) rule);
  insert into public.routing_rules as live (id, shop_id, name, priority, is_active, conditions, action)
  select rule.id, p_shop_id, rule.name, rule.priority, rule.is_active, rule.conditions, rule.action
  from jsonb_to_recordset(p_rules)
    as rule (id uuid, name text, priority integer, is_active boolean, conditions jsonb, action jsonb)
  on conflict (id) do update
  set name = excluded.name, priority = excluded.priority, is_active = excluded.is_active,
      conditions = excluded.conditions, action = excluded.action
  where (live.name, live.priority, live.is_active, live.conditions, live.action)
        is distinct from (excluded.name, excluded.priority, excluded.is_active, excluded.conditions, excluded.action);

  update public.stores s
  set settings = wanted.settings
  from (
    select id, (settings - array(select jsonb_object_keys(public.routing_settings(settings))))
               || public.routing_settings(p_settings) as settings
    from public.stores where id = p_shop_id
  ) wanted
  where s.id = wanted.id and s.settings is distinct from wanted.settings;

  insert into public.routing_versions (
    shop_id, version, rules, settings, origin, reverted_from, routing_revision, published_at, published_by
  )
  select s.id, 1 + coalesce((select max(version) from public.routing_versions where shop_id = p_shop_id), 0),
         p_rules, p_settings, case when p_reverted_from is null then 'published' else 'reverted' end, p_reverted_from,
         s.routing_revision, p_now, p_actor
  from public.stores s where s.id = p_shop_id
  returning version into v_version;

  -- Later than any decision can still be saved that was made under the old setup.
  perform graphile_worker.add_job(
    'reconsider_orders', json_build_object('shopId', p_shop_id), priority := 1,
    job_key := 'reconsider:' || p_shop_id, run_at := now() + interval '10 seconds', max_attempts := 10
  );
  return v_version;
end $$;
comment on function public.replace_live_routing(uuid, jsonb, jsonb, integer, text, timestamptz) is
  'Part of publishing: keeps what was live, writes rules and settings, adds the version, and has waiting orders looked at again.';

create function public.keep_live_routing(p_shop_id uuid, p_now timestamptz) returns void
language sql set search_path = '' as $$
  insert into public.routing_versions (
    shop_id, version, rules, settings, origin, routing_revision, published_at, published_by
  )
  select s.id, 1 + coalesce((select max(version) from public.routing_versions where shop_id = p_shop_id), 0),
         live.setup -> 'rules', live.setup -> 'settings', 'kept', s.routing_revision, p_now, 'swyft'
  from public.stores s, (select public.live_routing(p_shop_id) as setup) live
  where s.id = p_shop_id and public.live_routing_version(p_shop_id) is null
$$;
comment on function public.keep_live_routing(uuid, timestamptz) is
  'Part of publishing: makes a version of what is live if it is none: the first setup, or one changed by hand.';

create function public.list_routing_versions(p_shop_id uuid, p_limit integer, p_before integer default null) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'time_zone', s.time_zone,
    'live', public.live_routing_version(p_shop_id),
    'versions', (
      select coalesce(json_agg(json_build_object(
        'version', v.version, 'rules', v.rules, 'settings', v.settings, 'origin', v.origin,
        'reverted_from', v.reverted_from, 'published_at', v.published_at, 'published_by', v.published_by
      ) order by v.version desc), '[]')
      from (
        select * from public.routing_versions
        where shop_id = p_shop_id and (p_before is null or version < p_before)
        order by version desc limit p_limit
      ) v
    )
  )
  from public.stores s
  where s.id = p_shop_id
$$;
comment on function public.list_routing_versions(uuid, integer, integer) is
  'Versions of a shop''s routing setup, newest first, from below one.';

create function public.reconsider_orders(p_shop_id uuid, p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_orders uuid[];
begin
  -- Orders that only the setup keeps from being routed, not decided under the one that is live now.
  select array_agg(id) into v_orders
  from (
    select o.id
    from public.unified_orders o
    join public.stores s on s.id = o.shop_id and s.is_active
    where o.shop_id = p_shop_id and o.routing_status in ('held', 'needs_review')
      and o.routing_reason in ('held_by_rule', 'setup_not_understood')
      and not exists (
        select from public.routing_decisions d
        where d.shop_id = o.shop_id and d.order_id = o.id and d.is_current and d.settings_version >= s.settings_version
      )
    order by o.id limit p_limit
    for update of o
  ) waiting;
  update public.unified_orders set routing_status = 'pending', routing_reason = null, held_until = null
  where shop_id = p_shop_id and id = any (v_orders);
  perform public.enqueue_routing(p_shop_id, v_orders);
  return coalesce(cardinality(v_orders), 0);
end $$;
comment on function public.reconsider_orders(uuid, integer) is
  'Routes orders again that a rule or an unusable setup held back before the present setup, so many at most. Answers how many.';

create function public.review_order(p_shop_id uuid, p_order_id uuid, p_facts_version integer, p_reason text) returns text
language plpgsql set search_path = '' as $$
begin
  update public.unified_orders
  set routing_status = 'needs_review', routing_reason = p_reason
  where shop_id = p_shop_id and id = p_order_id and facts_version = p_facts_version
    and routing_status in ('pending', 'unfillable', 'needs_review');
  if not found then
    return 'order-changed';
  end if;
  update public.routing_decisions set is_current = false
  where shop_id = p_shop_id and order_id = p_order_id and is_current;
  insert into public.order_history (shop_id, order_id, kind, details)
  values (p_shop_id, p_order_id, 'decided', jsonb_build_object('outcome', 'needs_review', 'reason', p_reason));
  return 'saved';
end $$;
comment on function public.review_order(uuid, uuid, integer, text) is 'Puts an order that cannot be decided before a person, with the reason.';

do $$
declare
  v_function regprocedure;
begin
  foreach v_function in array array[
    'public.live_routing(uuid)', 'public.rule_matches(uuid, timestamptz)',
    'public.open_routing_setup(uuid, timestamptz)', 'public.foreign_rule_ids(uuid, jsonb)',
    'public.save_routing_draft(uuid, bigint, text, text)', 'public.discard_routing_draft(uuid, bigint)',
    'public.publish_routing(uuid, bigint, boolean, text, timestamptz)',
    'public.revert_routing(uuid, integer, text, timestamptz)',
    'public.replace_live_routing(uuid, jsonb, jsonb, integer, text, timestamptz)',
    'public.keep_live_routing(uuid, timestamptz)', 'public.list_routing_versions(uuid, integer, integer)',
    'public.reconsider_orders(uuid, integer)', 'public.review_order(uuid, uuid, integer, text)'
  ]::regprocedure[] loop
    execute format('revoke execute on function %s from public, anon, authenticated', v_function);
    execute format('grant execute on function %s to service_role', v_function);
  end loop;
end $$;

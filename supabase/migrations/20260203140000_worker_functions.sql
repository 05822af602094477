-- Signs of life of the workers, and giving back the jobs of dead ones.

create function public.beat_workers(p_worker_ids text[]) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_dead text[];
begin
  insert into public.worker_heartbeats (worker_id, at)
  select id, now() from unnest(p_worker_ids) as id
  on conflict (worker_id) do update set at = excluded.at;

  delete from public.worker_heartbeats where at < now() - interval '1 day';

  select array_agg(distinct job.locked_by) into v_dead
  from graphile_worker.jobs job
  where job.locked_at < now() - interval '60 seconds'
    and not exists (
      select from public.worker_heartbeats beat
      where beat.worker_id = job.locked_by and beat.at > now() - interval '60 seconds'
    );
  if v_dead is null then
    return 0;
  end if;
  perform graphile_worker.force_unlock_workers(v_dead);
  return cardinality(v_dead);
end $$;
comment on function public.beat_workers(text[]) is
  'A worker process calls this every few seconds; it also gives back the jobs of workers silent for a minute and answers how many those were.';
revoke execute on function public.beat_workers(text[]) from public, anon, authenticated;
grant execute on function public.beat_workers(text[]) to service_role;

create function public.forget_workers(p_worker_ids text[]) returns void
language sql set search_path = '' as $$
  delete from public.worker_heartbeats where worker_id = any (p_worker_ids)
$$;
comment on function public.forget_workers(text[]) is 'Called by a worker process that ends in an orderly way.';
revoke execute on function public.forget_workers(text[]) from public, anon, authenticated;
grant execute on function public.forget_workers(text[]) to service_role;

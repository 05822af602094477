-- Run as the owner of the job queue's schema, after graphile-worker made it and again after each of its upgrades.
grant usage on schema graphile_worker to swyft_worker;
grant all on all tables in schema graphile_worker to swyft_worker;
grant all on all sequences in schema graphile_worker to swyft_worker;
grant execute on all functions in schema graphile_worker to swyft_worker;

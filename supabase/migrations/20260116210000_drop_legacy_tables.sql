-- The tables of the first schema. One statement without cascade: they may point at each other, but anything
-- else that still points at them stops the migration instead of being dropped along.

drop table if exists
  public.shops,
  public.shop_settings,
  public.orders,
  public.order_items,
  public.warehouses,
  public.warehouse_inventory,
  public.wms_connections,
  public.routing_logs,
  public.webhook_logs,
  public.sync_logs;

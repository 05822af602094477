export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "audit_log": {
                  Row: {
                    "action": string,"actor": string,"at": string,"details": NonNullable<Json>,"id": number,"shop_id": string | null,"subject": string
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"actor": string,"at"?: string,"details"?: NonNullable<Json>,"id"?: never,"shop_id"?: string | null,"subject": string
                  }
                  Update: {
                    "action"?: string,"actor"?: string,"at"?: string,"details"?: NonNullable<Json>,"id"?: never,"shop_id"?: string | null,"subject"?: string
                  }
                  Relationships: [
                    
                  ]
                },"back_test_orders": {
                  Row: {
                    "back_test_id": string,"cause": string | null,"decided_at": string,"in_fact": NonNullable<Json>,"in_replay": NonNullable<Json>,"is_changed": boolean,"order_id": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "back_test_id": string,"cause"?: string | null,"decided_at": string,"in_fact": NonNullable<Json>,"in_replay": NonNullable<Json>,"is_changed": boolean,"order_id": string,"shop_id": string
                  }
                  Update: {
                    "back_test_id"?: string,"cause"?: string | null,"decided_at"?: string,"in_fact"?: NonNullable<Json>,"in_replay"?: NonNullable<Json>,"is_changed"?: boolean,"order_id"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "back_test_orders_shop_id_back_test_id_fkey"
      columns: ["shop_id","back_test_id"]
isOneToOne: false
      referencedRelation: "back_tests"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "back_test_orders_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "back_test_orders_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "unified_orders"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"back_tests": {
                  Row: {
                    "checkpoint": Json | null,"created_at": string,"created_by": string,"decisions_done": number,"decisions_total": number,"error_message": string | null,"finished_at": string | null,"first_day": string,"id": string,"last_day": string,"settings_version": number,"setup": NonNullable<Json>,"setup_kind": string,"setup_version": number | null,"shop_id": string,"starts": number,"status": string,"summary": Json | null
                  }
                  ComputedFields: never
                  Insert: {
                    "checkpoint"?: Json | null,"created_at"?: string,"created_by": string,"decisions_done"?: number,"decisions_total"?: number,"error_message"?: string | null,"finished_at"?: string | null,"first_day": string,"id"?: string,"last_day": string,"settings_version": number,"setup": NonNullable<Json>,"setup_kind": string,"setup_version"?: number | null,"shop_id": string,"starts"?: number,"status"?: string,"summary"?: Json | null
                  }
                  Update: {
                    "checkpoint"?: Json | null,"created_at"?: string,"created_by"?: string,"decisions_done"?: number,"decisions_total"?: number,"error_message"?: string | null,"finished_at"?: string | null,"first_day"?: string,"id"?: string,"last_day"?: string,"settings_version"?: number,"setup"?: NonNullable<Json>,"setup_kind"?: string,"setup_version"?: number | null,"shop_id"?: string,"starts"?: number,"status"?: string,"summary"?: Json | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "back_tests_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"connection_sync_status": {
                  Row: {
                    "completed_at": string | null,"connection_id": string,"created_at": string,"error_message": string | null,"id": string,"items_synced": number,"shop_id": string,"started_at": string | null,"status": Database["public"]['Enums']["sync_status"],"sync_type": Database["public"]['Enums']["sync_type"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "completed_at"?: string | null,"connection_id": string,"created_at"?: string,"error_message"?: string | null,"id"?: string,"items_synced"?: number,"shop_id": string,"started_at"?: string | null,"status"?: Database["public"]['Enums']["sync_status"],"sync_type": Database["public"]['Enums']["sync_type"],"updated_at"?: string
                  }
                  Update: {
                    "completed_at"?: string | null,"connection_id"?: string,"created_at"?: string,"error_message"?: string | null,"id"?: string,"items_synced"?: number,"shop_id"?: string,"started_at"?: string | null,"status"?: Database["public"]['Enums']["sync_status"],"sync_type"?: Database["public"]['Enums']["sync_type"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "connection_sync_status_connection_id_fkey"
      columns: ["connection_id"]
isOneToOne: false
      referencedRelation: "trackstar_connections"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "connection_sync_status_connection_id_same_shop_fkey"
      columns: ["shop_id","connection_id"]
isOneToOne: false
      referencedRelation: "trackstar_connections"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "connection_sync_status_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"customer_exports": {
                  Row: {
                    "created_at": string,"customer_id": string | null,"document": NonNullable<Json>,"id": string,"request_id": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"customer_id"?: string | null,"document": NonNullable<Json>,"id"?: string,"request_id": string,"shop_id": string
                  }
                  Update: {
                    "created_at"?: string,"customer_id"?: string | null,"document"?: NonNullable<Json>,"id"?: string,"request_id"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_exports_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"feature_flags": {
                  Row: {
                    "created_at": string,"description": string,"enabled": boolean,"key": string,"percentage": number,"shop_ids": (string)[],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"description"?: string,"enabled"?: boolean,"key": string,"percentage"?: number,"shop_ids"?: (string)[],"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"description"?: string,"enabled"?: boolean,"key"?: string,"percentage"?: number,"shop_ids"?: (string)[],"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"forecast_jobs": {
                  Row: {
                    "completed_at": string | null,"created_at": string,"error_message": string | null,"id": string,"method": string,"parameters": NonNullable<Json>,"shop_id": string,"started_at": string | null,"status": Database["public"]['Enums']["forecast_status"]
                  }
                  ComputedFields: never
                  Insert: {
                    "completed_at"?: string | null,"created_at"?: string,"error_message"?: string | null,"id"?: string,"method"?: string,"parameters"?: NonNullable<Json>,"shop_id": string,"started_at"?: string | null,"status"?: Database["public"]['Enums']["forecast_status"]
                  }
                  Update: {
                    "completed_at"?: string | null,"created_at"?: string,"error_message"?: string | null,"id"?: string,"method"?: string,"parameters"?: NonNullable<Json>,"shop_id"?: string,"started_at"?: string | null,"status"?: Database["public"]['Enums']["forecast_status"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "forecast_jobs_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"forecast_results": {
                  Row: {
                    "confidence": Database["public"]['Enums']["confidence_level"],"created_at": string,"daily_forecast": NonNullable<Json>,"id": string,"job_id": string,"mape": number | null,"predicted_units": number,"regional_breakdown": NonNullable<Json>,"shop_id": string,"sku": string
                  }
                  ComputedFields: never
                  Insert: {
                    "confidence": Database["public"]['Enums']["confidence_level"],"created_at"?: string,"daily_forecast"?: NonNullable<Json>,"id"?: string,"job_id": string,"mape"?: number | null,"predicted_units": number,"regional_breakdown"?: NonNullable<Json>,"shop_id": string,"sku": string
                  }
                  Update: {
                    "confidence"?: Database["public"]['Enums']["confidence_level"],"created_at"?: string,"daily_forecast"?: NonNullable<Json>,"id"?: string,"job_id"?: string,"mape"?: number | null,"predicted_units"?: number,"regional_breakdown"?: NonNullable<Json>,"shop_id"?: string,"sku"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "forecast_results_job_id_fkey"
      columns: ["job_id"]
isOneToOne: false
      referencedRelation: "forecast_jobs"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "forecast_results_job_id_same_shop_fkey"
      columns: ["shop_id","job_id"]
isOneToOne: false
      referencedRelation: "forecast_jobs"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "forecast_results_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"fulfillment_report_jobs": {
                  Row: {
                    "completed_at": string | null,"created_at": string,"error_message": string | null,"id": string,"orders_analyzed": number | null,"shop_id": string,"started_at": string | null,"status": Database["public"]['Enums']["report_status"],"trigger_type": Database["public"]['Enums']["trigger_type"]
                  }
                  ComputedFields: never
                  Insert: {
                    "completed_at"?: string | null,"created_at"?: string,"error_message"?: string | null,"id"?: string,"orders_analyzed"?: number | null,"shop_id": string,"started_at"?: string | null,"status"?: Database["public"]['Enums']["report_status"],"trigger_type"?: Database["public"]['Enums']["trigger_type"]
                  }
                  Update: {
                    "completed_at"?: string | null,"created_at"?: string,"error_message"?: string | null,"id"?: string,"orders_analyzed"?: number | null,"shop_id"?: string,"started_at"?: string | null,"status"?: Database["public"]['Enums']["report_status"],"trigger_type"?: Database["public"]['Enums']["trigger_type"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "fulfillment_report_jobs_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"fulfillment_report_results": {
                  Row: {
                    "all_warehouse_coverage": NonNullable<Json>,"avg_order_value": number | null,"created_at": string,"current_coverage_percent": number | null,"current_warehouse": string | null,"id": string,"optimal_3_node_network": Json | null,"orders_by_region": NonNullable<Json>,"orders_by_state": NonNullable<Json>,"report_job_id": string,"shop_id": string,"top_states": NonNullable<Json>,"total_orders": number,"total_revenue": number,"warehouse_recommendations": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "all_warehouse_coverage"?: NonNullable<Json>,"avg_order_value"?: number | null,"created_at"?: string,"current_coverage_percent"?: number | null,"current_warehouse"?: string | null,"id"?: string,"optimal_3_node_network"?: Json | null,"orders_by_region"?: NonNullable<Json>,"orders_by_state"?: NonNullable<Json>,"report_job_id": string,"shop_id": string,"top_states"?: NonNullable<Json>,"total_orders": number,"total_revenue": number,"warehouse_recommendations"?: NonNullable<Json>
                  }
                  Update: {
                    "all_warehouse_coverage"?: NonNullable<Json>,"avg_order_value"?: number | null,"created_at"?: string,"current_coverage_percent"?: number | null,"current_warehouse"?: string | null,"id"?: string,"optimal_3_node_network"?: Json | null,"orders_by_region"?: NonNullable<Json>,"orders_by_state"?: NonNullable<Json>,"report_job_id"?: string,"shop_id"?: string,"top_states"?: NonNullable<Json>,"total_orders"?: number,"total_revenue"?: number,"warehouse_recommendations"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "fulfillment_report_results_report_job_id_fkey"
      columns: ["report_job_id"]
isOneToOne: true
      referencedRelation: "fulfillment_report_jobs"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "fulfillment_report_results_report_job_id_same_shop_fkey"
      columns: ["shop_id","report_job_id"]
isOneToOne: false
      referencedRelation: "fulfillment_report_jobs"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "fulfillment_report_results_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"inventory_reservations": {
                  Row: {
                    "accepted_at": string | null,"created_at": string,"id": string,"quantity": number,"release_reason": string | null,"released_at": string | null,"shipment_id": string,"shop_id": string,"sku": string,"warehouse_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"created_at"?: string,"id"?: string,"quantity": number,"release_reason"?: string | null,"released_at"?: string | null,"shipment_id": string,"shop_id": string,"sku": string,"warehouse_id": string
                  }
                  Update: {
                    "accepted_at"?: string | null,"created_at"?: string,"id"?: string,"quantity"?: number,"release_reason"?: string | null,"released_at"?: string | null,"shipment_id"?: string,"shop_id"?: string,"sku"?: string,"warehouse_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "inventory_reservations_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "inventory_reservations_shop_id_shipment_id_fkey"
      columns: ["shop_id","shipment_id"]
isOneToOne: false
      referencedRelation: "shipments"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "inventory_reservations_shop_id_warehouse_id_fkey"
      columns: ["shop_id","warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"inventory_transfers": {
                  Row: {
                    "approved_at": string | null,"approved_by": string | null,"completed_at": string | null,"created_at": string,"external_transfer_id": string | null,"from_warehouse_id": string,"id": string,"notes": string | null,"quantity": number,"recommendation_reason": NonNullable<Json>,"shop_id": string,"sku": string,"status": Database["public"]['Enums']["transfer_status"],"to_warehouse_id": string,"tracking_number": string | null,"trackstar_shipment_data": Json | null,"updated_at": string,"urgency": Database["public"]['Enums']["transfer_urgency"],"velocity_data": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "approved_at"?: string | null,"approved_by"?: string | null,"completed_at"?: string | null,"created_at"?: string,"external_transfer_id"?: string | null,"from_warehouse_id": string,"id"?: string,"notes"?: string | null,"quantity": number,"recommendation_reason"?: NonNullable<Json>,"shop_id": string,"sku": string,"status"?: Database["public"]['Enums']["transfer_status"],"to_warehouse_id": string,"tracking_number"?: string | null,"trackstar_shipment_data"?: Json | null,"updated_at"?: string,"urgency"?: Database["public"]['Enums']["transfer_urgency"],"velocity_data"?: NonNullable<Json>
                  }
                  Update: {
                    "approved_at"?: string | null,"approved_by"?: string | null,"completed_at"?: string | null,"created_at"?: string,"external_transfer_id"?: string | null,"from_warehouse_id"?: string,"id"?: string,"notes"?: string | null,"quantity"?: number,"recommendation_reason"?: NonNullable<Json>,"shop_id"?: string,"sku"?: string,"status"?: Database["public"]['Enums']["transfer_status"],"to_warehouse_id"?: string,"tracking_number"?: string | null,"trackstar_shipment_data"?: Json | null,"updated_at"?: string,"urgency"?: Database["public"]['Enums']["transfer_urgency"],"velocity_data"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "inventory_transfers_from_warehouse_id_fkey"
      columns: ["from_warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "inventory_transfers_from_warehouse_id_same_shop_fkey"
      columns: ["shop_id","from_warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "inventory_transfers_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "inventory_transfers_to_warehouse_id_fkey"
      columns: ["to_warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "inventory_transfers_to_warehouse_id_same_shop_fkey"
      columns: ["shop_id","to_warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"order_backfill_jobs": {
                  Row: {
                    "completed_at": string | null,"created_at": string,"cursor": string | null,"days_to_backfill": number,"error_message": string | null,"id": string,"orders_processed": number,"sales_channel_id": string,"shop_id": string,"started_at": string | null,"status": Database["public"]['Enums']["backfill_status"],"total_orders": number | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "completed_at"?: string | null,"created_at"?: string,"cursor"?: string | null,"days_to_backfill"?: number,"error_message"?: string | null,"id"?: string,"orders_processed"?: number,"sales_channel_id": string,"shop_id": string,"started_at"?: string | null,"status"?: Database["public"]['Enums']["backfill_status"],"total_orders"?: number | null,"updated_at"?: string
                  }
                  Update: {
                    "completed_at"?: string | null,"created_at"?: string,"cursor"?: string | null,"days_to_backfill"?: number,"error_message"?: string | null,"id"?: string,"orders_processed"?: number,"sales_channel_id"?: string,"shop_id"?: string,"started_at"?: string | null,"status"?: Database["public"]['Enums']["backfill_status"],"total_orders"?: number | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "order_backfill_jobs_sales_channel_id_fkey"
      columns: ["sales_channel_id"]
isOneToOne: false
      referencedRelation: "sales_channels"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "order_backfill_jobs_sales_channel_id_same_shop_fkey"
      columns: ["shop_id","sales_channel_id"]
isOneToOne: false
      referencedRelation: "sales_channels"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "order_backfill_jobs_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"order_history": {
                  Row: {
                    "actor": string,"at": string,"details": NonNullable<Json>,"id": number,"kind": string,"order_id": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor"?: string,"at"?: string,"details"?: NonNullable<Json>,"id"?: never,"kind": string,"order_id": string,"shop_id": string
                  }
                  Update: {
                    "actor"?: string,"at"?: string,"details"?: NonNullable<Json>,"id"?: never,"kind"?: string,"order_id"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "order_history_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "order_history_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "unified_orders"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"order_redactions": {
                  Row: {
                    "at": string,"external_order_id": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "at"?: string,"external_order_id": string,"shop_id": string
                  }
                  Update: {
                    "at"?: string,"external_order_id"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "order_redactions_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"pick_window_runs": {
                  Row: {
                    "closes_at": string,"finished_at": string | null,"left_out": number,"moved": number,"orders": number,"outcome": string | null,"parts": number,"published": number,"shop_id": string,"started_at": string,"totals": Json | null
                  }
                  ComputedFields: never
                  Insert: {
                    "closes_at": string,"finished_at"?: string | null,"left_out"?: number,"moved"?: number,"orders"?: number,"outcome"?: string | null,"parts"?: number,"published"?: number,"shop_id": string,"started_at"?: string,"totals"?: Json | null
                  }
                  Update: {
                    "closes_at"?: string,"finished_at"?: string | null,"left_out"?: number,"moved"?: number,"orders"?: number,"outcome"?: string | null,"parts"?: number,"published"?: number,"shop_id"?: string,"started_at"?: string,"totals"?: Json | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "pick_window_runs_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"routing_decisions": {
                  Row: {
                    "alternatives": NonNullable<Json>,"choice_reason": string | null,"chosen_by": string | null,"created_at": string,"decided_at": string,"decision_factors": NonNullable<Json>,"details": NonNullable<Json>,"engine_version": string,"id": string,"is_current": boolean,"matched_rules": (string)[],"order_facts_version": number,"order_id": string,"outcome": string,"reason": string | null,"selected_warehouse_id": string | null,"settings_version": number,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "alternatives"?: NonNullable<Json>,"choice_reason"?: string | null,"chosen_by"?: string | null,"created_at"?: string,"decided_at"?: string,"decision_factors"?: NonNullable<Json>,"details"?: NonNullable<Json>,"engine_version"?: string,"id"?: string,"is_current"?: boolean,"matched_rules"?: never,"order_facts_version"?: number,"order_id": string,"outcome"?: string,"reason"?: string | null,"selected_warehouse_id"?: string | null,"settings_version"?: number,"shop_id": string
                  }
                  Update: {
                    "alternatives"?: NonNullable<Json>,"choice_reason"?: string | null,"chosen_by"?: string | null,"created_at"?: string,"decided_at"?: string,"decision_factors"?: NonNullable<Json>,"details"?: NonNullable<Json>,"engine_version"?: string,"id"?: string,"is_current"?: boolean,"matched_rules"?: never,"order_facts_version"?: number,"order_id"?: string,"outcome"?: string,"reason"?: string | null,"selected_warehouse_id"?: string | null,"settings_version"?: number,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "routing_decisions_order_id_fkey"
      columns: ["order_id"]
isOneToOne: false
      referencedRelation: "unified_orders"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "routing_decisions_order_id_same_shop_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "unified_orders"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "routing_decisions_selected_warehouse_id_fkey"
      columns: ["selected_warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "routing_decisions_selected_warehouse_id_same_shop_fkey"
      columns: ["shop_id","selected_warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "routing_decisions_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"routing_drafts": {
                  Row: {
                    "based_on": number,"created_at": string,"revision": number,"rules": NonNullable<Json>,"saved_at": string,"saved_by": string,"settings": NonNullable<Json>,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "based_on": number,"created_at"?: string,"revision"?: number,"rules": NonNullable<Json>,"saved_at"?: string,"saved_by": string,"settings": NonNullable<Json>,"shop_id": string
                  }
                  Update: {
                    "based_on"?: number,"created_at"?: string,"revision"?: number,"rules"?: NonNullable<Json>,"saved_at"?: string,"saved_by"?: string,"settings"?: NonNullable<Json>,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "routing_drafts_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: true
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"routing_rules": {
                  Row: {
                    "action": NonNullable<Json>,"conditions": NonNullable<Json>,"created_at": string,"id": string,"is_active": boolean,"name": string,"priority": number,"shop_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "action": NonNullable<Json>,"conditions"?: NonNullable<Json>,"created_at"?: string,"id"?: string,"is_active"?: boolean,"name": string,"priority"?: number,"shop_id": string,"updated_at"?: string
                  }
                  Update: {
                    "action"?: NonNullable<Json>,"conditions"?: NonNullable<Json>,"created_at"?: string,"id"?: string,"is_active"?: boolean,"name"?: string,"priority"?: number,"shop_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "routing_rules_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"routing_versions": {
                  Row: {
                    "origin": string,"published_at": string,"published_by": string,"reverted_from": number | null,"routing_revision": number,"rules": NonNullable<Json>,"settings": NonNullable<Json>,"shop_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "origin": string,"published_at": string,"published_by": string,"reverted_from"?: number | null,"routing_revision": number,"rules": NonNullable<Json>,"settings": NonNullable<Json>,"shop_id": string,"version": number
                  }
                  Update: {
                    "origin"?: string,"published_at"?: string,"published_by"?: string,"reverted_from"?: number | null,"routing_revision"?: number,"rules"?: NonNullable<Json>,"settings"?: NonNullable<Json>,"shop_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "routing_versions_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "routing_versions_shop_id_reverted_from_fkey"
      columns: ["shop_id","reverted_from"]
isOneToOne: false
      referencedRelation: "routing_versions"
      referencedColumns: ["shop_id","version"]
    }
                  ]
                },"safety_stock": {
                  Row: {
                    "quantity": number,"shop_id": string,"sku": string,"warehouse_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "quantity": number,"shop_id": string,"sku": string,"warehouse_id": string
                  }
                  Update: {
                    "quantity"?: number,"shop_id"?: string,"sku"?: string,"warehouse_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "safety_stock_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "safety_stock_shop_id_warehouse_id_fkey"
      columns: ["shop_id","warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"sales_channels": {
                  Row: {
                    "channel_name": string,"channel_type": Database["public"]['Enums']["channel_type"],"created_at": string,"id": string,"is_active": boolean,"is_primary": boolean,"last_order_sync_at": string | null,"shop_id": string,"sync_inventory": boolean,"sync_orders": boolean,"sync_products": boolean,"trackstar_connection_id": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "channel_name": string,"channel_type": Database["public"]['Enums']["channel_type"],"created_at"?: string,"id"?: string,"is_active"?: boolean,"is_primary"?: boolean,"last_order_sync_at"?: string | null,"shop_id": string,"sync_inventory"?: boolean,"sync_orders"?: boolean,"sync_products"?: boolean,"trackstar_connection_id"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "channel_name"?: string,"channel_type"?: Database["public"]['Enums']["channel_type"],"created_at"?: string,"id"?: string,"is_active"?: boolean,"is_primary"?: boolean,"last_order_sync_at"?: string | null,"shop_id"?: string,"sync_inventory"?: boolean,"sync_orders"?: boolean,"sync_products"?: boolean,"trackstar_connection_id"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "sales_channels_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sales_channels_trackstar_connection_id_fkey"
      columns: ["trackstar_connection_id"]
isOneToOne: false
      referencedRelation: "trackstar_connections"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sales_channels_trackstar_connection_id_same_shop_fkey"
      columns: ["shop_id","trackstar_connection_id"]
isOneToOne: false
      referencedRelation: "trackstar_connections"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"shipments": {
                  Row: {
                    "attempt_ended_at": string | null,"created_at": string,"decision_id": string,"error_message": string | null,"id": string,"last_attempt_at": string | null,"lines": NonNullable<Json>,"number": string,"order_id": string,"publish_after": string | null,"publish_attempts": number,"published_at": string | null,"shop_id": string,"status": Database["public"]['Enums']["shipment_status"],"tracking": NonNullable<Json>,"units": number,"updated_at": string,"warehouse_id": string,"wms_order_id": string | null,"wms_status": string | null,"wms_warehouse_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "attempt_ended_at"?: string | null,"created_at"?: string,"decision_id": string,"error_message"?: string | null,"id"?: string,"last_attempt_at"?: string | null,"lines": NonNullable<Json>,"number": string,"order_id": string,"publish_after"?: string | null,"publish_attempts"?: number,"published_at"?: string | null,"shop_id": string,"status"?: Database["public"]['Enums']["shipment_status"],"tracking"?: NonNullable<Json>,"units": number,"updated_at"?: string,"warehouse_id": string,"wms_order_id"?: string | null,"wms_status"?: string | null,"wms_warehouse_id"?: string | null
                  }
                  Update: {
                    "attempt_ended_at"?: string | null,"created_at"?: string,"decision_id"?: string,"error_message"?: string | null,"id"?: string,"last_attempt_at"?: string | null,"lines"?: NonNullable<Json>,"number"?: string,"order_id"?: string,"publish_after"?: string | null,"publish_attempts"?: number,"published_at"?: string | null,"shop_id"?: string,"status"?: Database["public"]['Enums']["shipment_status"],"tracking"?: NonNullable<Json>,"units"?: number,"updated_at"?: string,"warehouse_id"?: string,"wms_order_id"?: string | null,"wms_status"?: string | null,"wms_warehouse_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "shipments_shop_id_decision_id_fkey"
      columns: ["shop_id","decision_id"]
isOneToOne: false
      referencedRelation: "routing_decisions"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "shipments_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "shipments_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "unified_orders"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "shipments_shop_id_warehouse_id_fkey"
      columns: ["shop_id","warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"shopify_sessions": {
                  Row: {
                    "accessToken": string | null,"accountOwner": boolean | null,"collaborator": boolean | null,"email": string | null,"emailVerified": boolean | null,"expires": string | null,"firstName": string | null,"id": string,"isOnline": boolean,"lastName": string | null,"locale": string | null,"refreshToken": string | null,"refreshTokenExpires": string | null,"scope": string | null,"shop": string,"state": string,"userId": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "accessToken"?: string | null,"accountOwner"?: boolean | null,"collaborator"?: boolean | null,"email"?: string | null,"emailVerified"?: boolean | null,"expires"?: string | null,"firstName"?: string | null,"id": string,"isOnline"?: boolean,"lastName"?: string | null,"locale"?: string | null,"refreshToken"?: string | null,"refreshTokenExpires"?: string | null,"scope"?: string | null,"shop": string,"state"?: string,"userId"?: number | null
                  }
                  Update: {
                    "accessToken"?: string | null,"accountOwner"?: boolean | null,"collaborator"?: boolean | null,"email"?: string | null,"emailVerified"?: boolean | null,"expires"?: string | null,"firstName"?: string | null,"id"?: string,"isOnline"?: boolean,"lastName"?: string | null,"locale"?: string | null,"refreshToken"?: string | null,"refreshTokenExpires"?: string | null,"scope"?: string | null,"shop"?: string,"state"?: string,"userId"?: number | null
                  }
                  Relationships: [
                    
                  ]
                },"shopify_webhook_events": {
                  Row: {
                    "api_version": string | null,"created_at": string,"error_message": string | null,"event_id": string | null,"id": string,"payload": Json | null,"processed_at": string | null,"shop_domain": string,"shop_id": string | null,"status": string,"topic": string,"triggered_at": string | null,"webhook_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "api_version"?: string | null,"created_at"?: string,"error_message"?: string | null,"event_id"?: string | null,"id"?: string,"payload"?: Json | null,"processed_at"?: string | null,"shop_domain": string,"shop_id"?: string | null,"status"?: string,"topic": string,"triggered_at"?: string | null,"webhook_id": string
                  }
                  Update: {
                    "api_version"?: string | null,"created_at"?: string,"error_message"?: string | null,"event_id"?: string | null,"id"?: string,"payload"?: Json | null,"processed_at"?: string | null,"shop_domain"?: string,"shop_id"?: string | null,"status"?: string,"topic"?: string,"triggered_at"?: string | null,"webhook_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "shopify_webhook_events_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"stock_changes": {
                  Row: {
                    "available_after": number | null,"available_before": number | null,"cause": string,"changed_at": string,"id": number,"on_hand_after": number | null,"shop_id": string,"sku": string,"source_as_of": string | null,"warehouse_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "available_after"?: number | null,"available_before"?: number | null,"cause": string,"changed_at"?: string,"id"?: never,"on_hand_after"?: number | null,"shop_id": string,"sku": string,"source_as_of"?: string | null,"warehouse_id": string
                  }
                  Update: {
                    "available_after"?: number | null,"available_before"?: number | null,"cause"?: string,"changed_at"?: string,"id"?: never,"on_hand_after"?: number | null,"shop_id"?: string,"sku"?: string,"source_as_of"?: string | null,"warehouse_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "stock_changes_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "stock_changes_shop_id_warehouse_id_fkey"
      columns: ["shop_id","warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"stores": {
                  Row: {
                    "created_at": string,"currency": string | null,"email": string | null,"id": string,"installed_at": string,"is_active": boolean,"plan": string,"routing_from": string | null,"routing_revision": number,"seen_at": string | null,"settings": NonNullable<Json>,"settings_version": number,"shop_domain": string,"shop_name": string | null,"time_zone": string,"uninstalled_at": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"currency"?: string | null,"email"?: string | null,"id"?: string,"installed_at"?: string,"is_active"?: boolean,"plan"?: string,"routing_from"?: string | null,"routing_revision"?: number,"seen_at"?: string | null,"settings"?: NonNullable<Json>,"settings_version"?: number,"shop_domain": string,"shop_name"?: string | null,"time_zone"?: string,"uninstalled_at"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"currency"?: string | null,"email"?: string | null,"id"?: string,"installed_at"?: string,"is_active"?: boolean,"plan"?: string,"routing_from"?: string | null,"routing_revision"?: number,"seen_at"?: string | null,"settings"?: NonNullable<Json>,"settings_version"?: number,"shop_domain"?: string,"shop_name"?: string | null,"time_zone"?: string,"uninstalled_at"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"token_refresh_leases": {
                  Row: {
                    "expires_at": string,"holder": string,"session_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "expires_at": string,"holder": string,"session_id": string
                  }
                  Update: {
                    "expires_at"?: string,"holder"?: string,"session_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"trackstar_connections": {
                  Row: {
                    "access_token": string | null,"connected_at": string,"connection_id": string,"created_at": string,"display_name": string | null,"error_count": number,"health": string,"id": string,"integration_name": string,"integration_type": Database["public"]['Enums']["integration_type"],"is_active": boolean,"last_error": string | null,"last_sync_at": string | null,"metadata": NonNullable<Json>,"next_read_at": string,"order_creation": string,"shop_id": string,"stock_stale_since": string | null,"updated_at": string,"warehouse_customer_id": string | null,"warehouse_selectable": boolean,"takes_orders": boolean | null
                  }
                  ComputedFields: "takes_orders"
                  Insert: {
                    "access_token"?: string | null,"connected_at"?: string,"connection_id": string,"created_at"?: string,"display_name"?: string | null,"error_count"?: number,"health"?: string,"id"?: string,"integration_name": string,"integration_type": Database["public"]['Enums']["integration_type"],"is_active"?: boolean,"last_error"?: string | null,"last_sync_at"?: string | null,"metadata"?: NonNullable<Json>,"next_read_at"?: string,"order_creation"?: string,"shop_id": string,"stock_stale_since"?: string | null,"updated_at"?: string,"warehouse_customer_id"?: string | null,"warehouse_selectable"?: boolean
                  }
                  Update: {
                    "access_token"?: string | null,"connected_at"?: string,"connection_id"?: string,"created_at"?: string,"display_name"?: string | null,"error_count"?: number,"health"?: string,"id"?: string,"integration_name"?: string,"integration_type"?: Database["public"]['Enums']["integration_type"],"is_active"?: boolean,"last_error"?: string | null,"last_sync_at"?: string | null,"metadata"?: NonNullable<Json>,"next_read_at"?: string,"order_creation"?: string,"shop_id"?: string,"stock_stale_since"?: string | null,"updated_at"?: string,"warehouse_customer_id"?: string | null,"warehouse_selectable"?: boolean
                  }
                  Relationships: [
                    {
      foreignKeyName: "trackstar_connections_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"trackstar_inventory": {
                  Row: {
                    "available": number | null,"committed": number | null,"id": string,"incoming": number | null,"is_known": boolean,"last_synced_at": string,"missing_pulls": number,"on_hand": number | null,"shop_id": string,"sku": string,"source_as_of": string | null,"trackstar_product_id": string | null,"warehouse_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "available"?: number | null,"committed"?: number | null,"id"?: string,"incoming"?: number | null,"is_known"?: boolean,"last_synced_at"?: string,"missing_pulls"?: number,"on_hand"?: number | null,"shop_id": string,"sku": string,"source_as_of"?: string | null,"trackstar_product_id"?: string | null,"warehouse_id": string
                  }
                  Update: {
                    "available"?: number | null,"committed"?: number | null,"id"?: string,"incoming"?: number | null,"is_known"?: boolean,"last_synced_at"?: string,"missing_pulls"?: number,"on_hand"?: number | null,"shop_id"?: string,"sku"?: string,"source_as_of"?: string | null,"trackstar_product_id"?: string | null,"warehouse_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "trackstar_inventory_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "trackstar_inventory_warehouse_id_fkey"
      columns: ["warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "trackstar_inventory_warehouse_id_same_shop_fkey"
      columns: ["shop_id","warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"trackstar_products": {
                  Row: {
                    "components": NonNullable<Json>,"id": string,"is_active": boolean,"is_kit": boolean,"last_synced_at": string,"name": string | null,"shop_id": string,"sku": string,"trackstar_connection_id": string,"trackstar_product_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "components"?: NonNullable<Json>,"id"?: string,"is_active"?: boolean,"is_kit"?: boolean,"last_synced_at"?: string,"name"?: string | null,"shop_id": string,"sku": string,"trackstar_connection_id": string,"trackstar_product_id": string
                  }
                  Update: {
                    "components"?: NonNullable<Json>,"id"?: string,"is_active"?: boolean,"is_kit"?: boolean,"last_synced_at"?: string,"name"?: string | null,"shop_id"?: string,"sku"?: string,"trackstar_connection_id"?: string,"trackstar_product_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "trackstar_products_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "trackstar_products_shop_id_trackstar_connection_id_fkey"
      columns: ["shop_id","trackstar_connection_id"]
isOneToOne: false
      referencedRelation: "trackstar_connections"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"trackstar_warehouses": {
                  Row: {
                    "address1": string | null,"address2": string | null,"blocked_skus": (string)[],"capabilities": (string)[],"city": string | null,"code": string | null,"countries_served": (string)[] | null,"country": string | null,"created_at": string,"cutoff": string | null,"daily_capacity": number | null,"frozen_until": string | null,"geo_precision": string,"given_name": string | null,"id": string,"is_active": boolean,"last_synced_at": string,"latitude": number | null,"longitude": number | null,"name": string,"postal_code": string | null,"priority": number,"shop_id": string,"shopify_location_id": string | null,"state": string | null,"time_zone": string | null,"trackstar_connection_id": string,"trackstar_warehouse_id": string,"updated_at": string,"working_days": (number)[]
                  }
                  ComputedFields: never
                  Insert: {
                    "address1"?: string | null,"address2"?: string | null,"blocked_skus"?: (string)[],"capabilities"?: (string)[],"city"?: string | null,"code"?: string | null,"countries_served"?: (string)[] | null,"country"?: string | null,"created_at"?: string,"cutoff"?: string | null,"daily_capacity"?: number | null,"frozen_until"?: string | null,"geo_precision"?: string,"given_name"?: string | null,"id"?: string,"is_active"?: boolean,"last_synced_at"?: string,"latitude"?: number | null,"longitude"?: number | null,"name": string,"postal_code"?: string | null,"priority"?: number,"shop_id": string,"shopify_location_id"?: string | null,"state"?: string | null,"time_zone"?: string | null,"trackstar_connection_id": string,"trackstar_warehouse_id": string,"updated_at"?: string,"working_days"?: (number)[]
                  }
                  Update: {
                    "address1"?: string | null,"address2"?: string | null,"blocked_skus"?: (string)[],"capabilities"?: (string)[],"city"?: string | null,"code"?: string | null,"countries_served"?: (string)[] | null,"country"?: string | null,"created_at"?: string,"cutoff"?: string | null,"daily_capacity"?: number | null,"frozen_until"?: string | null,"geo_precision"?: string,"given_name"?: string | null,"id"?: string,"is_active"?: boolean,"last_synced_at"?: string,"latitude"?: number | null,"longitude"?: number | null,"name"?: string,"postal_code"?: string | null,"priority"?: number,"shop_id"?: string,"shopify_location_id"?: string | null,"state"?: string | null,"time_zone"?: string | null,"trackstar_connection_id"?: string,"trackstar_warehouse_id"?: string,"updated_at"?: string,"working_days"?: (number)[]
                  }
                  Relationships: [
                    {
      foreignKeyName: "trackstar_warehouses_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "trackstar_warehouses_trackstar_connection_id_fkey"
      columns: ["trackstar_connection_id"]
isOneToOne: false
      referencedRelation: "trackstar_connections"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "trackstar_warehouses_trackstar_connection_id_same_shop_fkey"
      columns: ["shop_id","trackstar_connection_id"]
isOneToOne: false
      referencedRelation: "trackstar_connections"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"trackstar_webhook_events": {
                  Row: {
                    "connection_id": string | null,"created_at": string,"error_message": string | null,"event_id": string,"event_type": string,"id": string,"payload": NonNullable<Json>,"processed_at": string | null,"shop_id": string | null,"status": string
                  }
                  ComputedFields: never
                  Insert: {
                    "connection_id"?: string | null,"created_at"?: string,"error_message"?: string | null,"event_id": string,"event_type": string,"id"?: string,"payload": NonNullable<Json>,"processed_at"?: string | null,"shop_id"?: string | null,"status"?: string
                  }
                  Update: {
                    "connection_id"?: string | null,"created_at"?: string,"error_message"?: string | null,"event_id"?: string,"event_type"?: string,"id"?: string,"payload"?: NonNullable<Json>,"processed_at"?: string | null,"shop_id"?: string | null,"status"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "trackstar_webhook_events_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"unified_orders": {
                  Row: {
                    "cancelled_at": string | null,"created_at": string,"currency": string | null,"customer_email": string | null,"deleted_at": string | null,"destination_latitude": number | null,"destination_longitude": number | null,"external_order_id": string,"external_order_number": string | null,"facts_version": number,"financial_status": string | null,"fulfillment_status": string,"held_at": string | null,"held_by": string | null,"held_until": string | null,"hold_note": string | null,"id": string,"is_confirmed": boolean,"is_locked": boolean,"is_test": boolean,"line_items": NonNullable<Json>,"order_date": string,"redacted_at": string | null,"released_rule_ids": (string)[],"routed_at": string | null,"routed_to_warehouse_id": string | null,"routing_decision_id": string | null,"routing_reason": string | null,"routing_status": string,"sales_channel_id": string,"ship_to_address1": string | null,"ship_to_address2": string | null,"ship_to_city": string | null,"ship_to_country": string | null,"ship_to_name": string | null,"ship_to_phone": string | null,"ship_to_postal_code": string | null,"ship_to_state": string | null,"shipping_method": string | null,"shop_id": string,"source_event_id": string | null,"source_triggered_at": string | null,"source_updated_at": string | null,"tags": (string)[],"total_price": number | null,"updated_at": string,"wms_order_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "cancelled_at"?: string | null,"created_at"?: string,"currency"?: string | null,"customer_email"?: string | null,"deleted_at"?: string | null,"destination_latitude"?: number | null,"destination_longitude"?: number | null,"external_order_id": string,"external_order_number"?: string | null,"facts_version"?: number,"financial_status"?: string | null,"fulfillment_status"?: string,"held_at"?: string | null,"held_by"?: string | null,"held_until"?: string | null,"hold_note"?: string | null,"id"?: string,"is_confirmed"?: boolean,"is_locked"?: boolean,"is_test"?: boolean,"line_items"?: NonNullable<Json>,"order_date"?: string,"redacted_at"?: string | null,"released_rule_ids"?: (string)[],"routed_at"?: string | null,"routed_to_warehouse_id"?: string | null,"routing_decision_id"?: string | null,"routing_reason"?: string | null,"routing_status"?: string,"sales_channel_id": string,"ship_to_address1"?: string | null,"ship_to_address2"?: string | null,"ship_to_city"?: string | null,"ship_to_country"?: string | null,"ship_to_name"?: string | null,"ship_to_phone"?: string | null,"ship_to_postal_code"?: string | null,"ship_to_state"?: string | null,"shipping_method"?: string | null,"shop_id": string,"source_event_id"?: string | null,"source_triggered_at"?: string | null,"source_updated_at"?: string | null,"tags"?: (string)[],"total_price"?: number | null,"updated_at"?: string,"wms_order_id"?: string | null
                  }
                  Update: {
                    "cancelled_at"?: string | null,"created_at"?: string,"currency"?: string | null,"customer_email"?: string | null,"deleted_at"?: string | null,"destination_latitude"?: number | null,"destination_longitude"?: number | null,"external_order_id"?: string,"external_order_number"?: string | null,"facts_version"?: number,"financial_status"?: string | null,"fulfillment_status"?: string,"held_at"?: string | null,"held_by"?: string | null,"held_until"?: string | null,"hold_note"?: string | null,"id"?: string,"is_confirmed"?: boolean,"is_locked"?: boolean,"is_test"?: boolean,"line_items"?: NonNullable<Json>,"order_date"?: string,"redacted_at"?: string | null,"released_rule_ids"?: (string)[],"routed_at"?: string | null,"routed_to_warehouse_id"?: string | null,"routing_decision_id"?: string | null,"routing_reason"?: string | null,"routing_status"?: string,"sales_channel_id"?: string,"ship_to_address1"?: string | null,"ship_to_address2"?: string | null,"ship_to_city"?: string | null,"ship_to_country"?: string | null,"ship_to_name"?: string | null,"ship_to_phone"?: string | null,"ship_to_postal_code"?: string | null,"ship_to_state"?: string | null,"shipping_method"?: string | null,"shop_id"?: string,"source_event_id"?: string | null,"source_triggered_at"?: string | null,"source_updated_at"?: string | null,"tags"?: (string)[],"total_price"?: number | null,"updated_at"?: string,"wms_order_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "unified_orders_routed_to_warehouse_id_fkey"
      columns: ["routed_to_warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "unified_orders_routed_to_warehouse_id_same_shop_fkey"
      columns: ["shop_id","routed_to_warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "unified_orders_routing_decision_id_fkey"
      columns: ["routing_decision_id"]
isOneToOne: false
      referencedRelation: "routing_decisions"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "unified_orders_routing_decision_id_same_shop_fkey"
      columns: ["shop_id","routing_decision_id"]
isOneToOne: false
      referencedRelation: "routing_decisions"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "unified_orders_sales_channel_id_fkey"
      columns: ["sales_channel_id"]
isOneToOne: false
      referencedRelation: "sales_channels"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "unified_orders_sales_channel_id_same_shop_fkey"
      columns: ["shop_id","sales_channel_id"]
isOneToOne: false
      referencedRelation: "sales_channels"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "unified_orders_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"unified_products": {
                  Row: {
                    "channel_mappings": NonNullable<Json>,"created_at": string,"description": string | null,"dimensions": Json | null,"id": string,"images": NonNullable<Json>,"is_active": boolean,"product_type": string | null,"shop_id": string,"sku": string,"tags": (string)[],"title": string,"updated_at": string,"variants": NonNullable<Json>,"vendor": string | null,"weight": number | null,"weight_unit": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "channel_mappings"?: NonNullable<Json>,"created_at"?: string,"description"?: string | null,"dimensions"?: Json | null,"id"?: string,"images"?: NonNullable<Json>,"is_active"?: boolean,"product_type"?: string | null,"shop_id": string,"sku": string,"tags"?: (string)[],"title": string,"updated_at"?: string,"variants"?: NonNullable<Json>,"vendor"?: string | null,"weight"?: number | null,"weight_unit"?: string | null
                  }
                  Update: {
                    "channel_mappings"?: NonNullable<Json>,"created_at"?: string,"description"?: string | null,"dimensions"?: Json | null,"id"?: string,"images"?: NonNullable<Json>,"is_active"?: boolean,"product_type"?: string | null,"shop_id"?: string,"sku"?: string,"tags"?: (string)[],"title"?: string,"updated_at"?: string,"variants"?: NonNullable<Json>,"vendor"?: string | null,"weight"?: number | null,"weight_unit"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "unified_products_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    }
                  ]
                },"warehouse_days": {
                  Row: {
                    "day": string,"orders": number,"shop_id": string,"warehouse_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "day": string,"orders"?: number,"shop_id": string,"warehouse_id": string
                  }
                  Update: {
                    "day"?: string,"orders"?: number,"shop_id"?: string,"warehouse_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "warehouse_days_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "warehouse_days_shop_id_warehouse_id_fkey"
      columns: ["shop_id","warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"warehouse_refusals": {
                  Row: {
                    "at": string,"message": string,"order_id": string,"shop_id": string,"warehouse_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "at"?: string,"message": string,"order_id": string,"shop_id": string,"warehouse_id": string
                  }
                  Update: {
                    "at"?: string,"message"?: string,"order_id"?: string,"shop_id"?: string,"warehouse_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "warehouse_refusals_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "stores"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "warehouse_refusals_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "unified_orders"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "warehouse_refusals_shop_id_warehouse_id_fkey"
      columns: ["shop_id","warehouse_id"]
isOneToOne: false
      referencedRelation: "trackstar_warehouses"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"worker_heartbeats": {
                  Row: {
                    "at": string,"worker_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "at"?: string,"worker_id": string
                  }
                  Update: {
                    "at"?: string,"worker_id"?: string
                  }
                  Relationships: [
                    
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "accept_missing_stock":
{ Args: { "p_actor": string,"p_connection_id": string,"p_shop_id": string }; Returns: number
                           },
"accept_shipment":
{ Args: { "p_shipment_id": string,"p_shop_id": string,"p_wms_order": string }; Returns: string
                           },
"allocated_units":
{ Args: { "p_allocations": Json }; Returns: {
              "quantity": number,"sku": string,"warehouse_id": string
            }[]
                           },
"apply_order_marks":
{ Args: { "p_orders": Json,"p_shop_id": string }; Returns: (string)[]
                           },
"apply_order_versions":
{ Args: { "p_orders": Json,"p_shop_id": string }; Returns: Json
                           },
"apply_wms_orders":
{ Args: { "p_connection_id": string,"p_orders": string,"p_shop_id": string }; Returns: number
                           },
"attempt_over_at":
{ Args: { "p_began_at": string,"p_ended_at": string }; Returns: string
                           },
"available_to_promise":
{ Args: { "p_place_ids": (string)[],"p_shop_id": string,"p_skus": (string)[] }; Returns: {
              "atp": number,"available": number,"reserved": number,"safety_stock": number,"sku": string,"source_as_of": string,"warehouse_id": string
            }[]
                           },
"back_test_events":
{ Args: { "p_after_at"?: string,"p_after_id"?: string,"p_after_rank"?: number,"p_from": string,"p_limit": number,"p_shop_id": string,"p_to": string }; Returns: Json
                           },
"back_test_figures":
{ Args: { "p_cost": number,"p_days": number,"p_filled": number,"p_miles": number,"p_shipments": number,"p_splits": number,"p_units": number,"p_wanted": number }; Returns: Json
                           },
"back_test_look":
{ Args: { "p_decision_id": string,"p_shop_id": string }; Returns: Json
                           },
"back_test_opening":
{ Args: { "p_after_sku"?: string,"p_after_warehouse"?: string,"p_at": string,"p_limit": number,"p_shop_id": string }; Returns: Json
                           },
"back_test_page":
{ Args: { "p_id": string,"p_shop_id": string }; Returns: Json
                           },
"back_test_promises":
{ Args: { "p_at": string,"p_shop_id": string }; Returns: Json
                           },
"back_test_release":
{ Args: { "p_from": string,"p_reservation_id": string,"p_shop_id": string }; Returns: Json
                           },
"back_test_span":
{ Args: { "p_first_day": string,"p_last_day": string,"p_shop_id": string }; Returns: {
              "ends_at": string,"starts_at": string
            }[]
                           },
"beat_workers":
{ Args: { "p_worker_ids": (string)[] }; Returns: number
                           },
"begin_back_test":
{ Args: { "p_id": string,"p_shop_id": string }; Returns: Json
                           },
"begin_cancel":
{ Args: { "p_shipment_id": string,"p_shop_id": string }; Returns: Json
                           },
"begin_pick_window":
{ Args: { "p_closes_at": string,"p_shop_id": string }; Returns: string
                           },
"begin_publish":
{ Args: { "p_shipment_id": string,"p_shop_id": string }; Returns: Json
                           },
"cancel_back_test":
{ Args: { "p_id": string,"p_shop_id": string }; Returns: string
                           },
"cancel_shop_jobs":
{ Args: { "p_shop_id": string }; Returns: number
                           },
"cancel_unpublished":
{ Args: { "p_order_id": string,"p_reason"?: string,"p_shop_id": string }; Returns: undefined
                           },
"choose_warehouse_customer":
{ Args: { "p_actor": string,"p_connection_id": string,"p_customer_id": string,"p_shop_id": string }; Returns: string
                           },
"chosen_warehouses":
{ Args: { "p_allocations": Json,"p_now": string,"p_shop_id": string }; Returns: {
              "daily_capacity": number,"day": string,"id": string
            }[]
                           },
"clear_shopify_events":
{ Args: { "p_customer_id": string,"p_email": string,"p_external_order_ids": (string)[],"p_shop_domain": string,"p_shop_id": string }; Returns: number
                           },
"clear_trackstar_events":
{ Args: { "p_email": string,"p_orders": (string)[],"p_shop_id": string }; Returns: number
                           },
"commit_decision":
{ Args: { "p_decision": Json,"p_order": Omit<Database["public"]['Tables']["unified_orders"]['Row'], Database["public"]['Tables']["unified_orders"]['ComputedFields']>,"p_previous_id": string,"p_publish_after": string,"p_shop_id": string }; Returns: string
                           },
"connection_products":
{ Args: { "p_connection_id": string,"p_shop_id": string }; Returns: Json
                           },
"connections_page":
{ Args: { "p_now": string,"p_shop_id": string }; Returns: Json
                           },
"counted_days":
{ Args: { "p_shipment_ids": (string)[],"p_shop_id": string }; Returns: {
              "day": string,"orders": number,"warehouse_id": string
            }[]
                           },
"delete_sessions":
{ Args: { "p_shop_domain": string }; Returns: undefined
                           },
"delete_shop_slice":
{ Args: { "p_shop_id": string }; Returns: boolean
                           },
"discard_routing_draft":
{ Args: { "p_revision"?: number,"p_shop_id": string }; Returns: string
                           },
"disconnect_connection":
{ Args: { "p_actor": string,"p_connection_id": string,"p_shop_id": string }; Returns: string
                           },
"dismiss_setup_guide":
{ Args: { "p_actor": string,"p_shop_id": string }; Returns: undefined
                           },
"drop_decision":
{ Args: { "p_order_id": string,"p_shop_id": string }; Returns: undefined
                           },
"due_syncs":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"end_holds":
{ Args: { "p_actor": string,"p_kind": string,"p_order_ids": (string)[],"p_shop_id": string }; Returns: number
                           },
"end_pick_window":
{ Args: { "p_closes_at": string,"p_report": string,"p_shop_id": string }; Returns: number
                           },
"end_reservations":
{ Args: { "p_reason": string,"p_shipment_ids": (string)[],"p_shop_id": string }; Returns: undefined
                           },
"end_shipment":
{ Args: { "p_message": string,"p_release_reason": string,"p_shipment": Omit<Database["public"]['Tables']["shipments"]['Row'], Database["public"]['Tables']["shipments"]['ComputedFields']>,"p_status": Database["public"]['Enums']["shipment_status"] }; Returns: undefined
                           },
"end_unsent":
{ Args: { "p_release_reason": string,"p_shipment_ids": (string)[],"p_shop_id": string }; Returns: undefined
                           },
"enqueue_back_test":
{ Args: { "p_id": string,"p_shop_id": string }; Returns: undefined
                           },
"enqueue_cancel":
{ Args: { "p_shipment_ids": (string)[],"p_shop_id": string }; Returns: undefined
                           },
"enqueue_pick_close":
{ Args: { "p_closes_at": string,"p_shop_id": string }; Returns: undefined
                           },
"enqueue_publish":
{ Args: { "p_shipment_ids": (string)[],"p_shop_id": string }; Returns: undefined
                           },
"enqueue_routing":
{ Args: { "p_order_ids": (string)[],"p_shop_id": string }; Returns: undefined
                           },
"export_customer":
{ Args: { "p_customer_id"?: string,"p_email"?: string,"p_external_order_ids": (string)[],"p_request_id": string,"p_shop_domain": string }; Returns: string
                           },
"fail_back_test":
{ Args: { "p_id": string,"p_message": string,"p_shop_id": string }; Returns: undefined
                           },
"find_order_to_try":
{ Args: { "p_now": string,"p_number": string,"p_shop_id": string }; Returns: Json
                           },
"finish_back_test":
{ Args: { "p_id": string,"p_shop_id": string,"p_tally": string }; Returns: string
                           },
"finish_shopify_event":
{ Args: { "p_error"?: string,"p_event_id": string,"p_status": string }; Returns: undefined
                           },
"finish_sync":
{ Args: { "p_items": number,"p_message"?: string,"p_run_id": string,"p_shop_id": string,"p_status": string }; Returns: undefined
                           },
"finish_trackstar_event":
{ Args: { "p_error"?: string,"p_id": string,"p_status": string }; Returns: undefined
                           },
"foreign_rule_ids":
{ Args: { "p_rules": Json,"p_shop_id": string }; Returns: Json
                           },
"forget_workers":
{ Args: { "p_worker_ids": (string)[] }; Returns: undefined
                           },
"full_warehouse":
{ Args: { "p_allocations": Json,"p_now": string,"p_shop_id": string }; Returns: string
                           },
"get_orders_by_day":
{ Args: { "end_date": string,"shop_uuid": string,"start_date": string }; Returns: {
              "day": string,"order_count": number,"total_revenue": number
            }[]
                           },
"get_orders_by_state":
{ Args: { "end_date": string,"shop_uuid": string,"start_date": string }; Returns: {
              "order_count": number,"state": string,"total_revenue": number
            }[]
                           },
"give_back_days":
{ Args: { "p_shipment_ids": (string)[],"p_shop_id": string }; Returns: undefined
                           },
"given_orders":
{ Args: { "p_orders": Json }; Returns: {
              "cancelled_at": string,"currency": string,"customer_email": string,"deleted_at": string,"destination_latitude": number,"destination_longitude": number,"external_order_id": string,"external_order_number": string,"financial_status": string,"fulfillment_status": string,"hold_reason": string,"is_confirmed": boolean,"is_test": boolean,"line_items": Json,"order_date": string,"ship_to_address1": string,"ship_to_address2": string,"ship_to_city": string,"ship_to_country": string,"ship_to_name": string,"ship_to_phone": string,"ship_to_postal_code": string,"ship_to_state": string,"shipping_method": string,"source_event_id": string,"source_triggered_at": string,"source_updated_at": string,"tags": (string)[],"total_price": number
            }[]
                           },
"has_job":
{ Args: { "p_key": string }; Returns: boolean
                           },
"hold_for_person":
{ Args: { "p_actor": string,"p_note"?: string,"p_order_id": string,"p_shop_id": string,"p_until"?: string }; Returns: string
                           },
"hold_order":
{ Args: { "p_facts_version": number,"p_order_id": string,"p_reason": string,"p_shop_id": string }; Returns: string
                           },
"home_page":
{ Args: { "p_hold_reasons": (string)[],"p_now": string,"p_shop_id": string }; Returns: Json
                           },
"ingest_shopify_event":
{ Args: { "p_api_version"?: string,"p_body"?: string,"p_event_id"?: string,"p_shop_domain": string,"p_topic": string,"p_triggered_at"?: string,"p_webhook_id": string }; Returns: string
                           },
"ingest_trackstar_event":
{ Args: { "p_body"?: string,"p_connection_id"?: string,"p_event_id": string,"p_event_type": string }; Returns: string
                           },
"inventory_grid":
{ Args: { "p_backward"?: boolean,"p_cursor"?: string,"p_limit"?: number,"p_low"?: number,"p_search"?: string,"p_shop_id": string,"p_stock"?: string,"p_warehouse_id"?: string }; Returns: Json
                           },
"is_time_zone":
{ Args: { "p_name": string }; Returns: boolean
                           },
"keep_live_routing":
{ Args: { "p_now": string,"p_shop_id": string }; Returns: undefined
                           },
"lines_differ":
{ Args: { "p_new": Json,"p_old": Json }; Returns: boolean
                           },
"lines_to_try":
{ Args: { "p_line_items": Json }; Returns: {
              "line": Json,"position": number
            }[]
                           },
"list_back_test_orders":
{ Args: { "p_backward"?: boolean,"p_cause"?: string,"p_changed"?: boolean,"p_cursor_at"?: string,"p_cursor_id"?: string,"p_id": string,"p_limit"?: number,"p_search"?: string,"p_shop_id": string }; Returns: Json
                           },
"list_back_tests":
{ Args: { "p_shop_id": string }; Returns: Json
                           },
"list_orders":
{ Args: { "p_backward"?: boolean,"p_cursor_at"?: string,"p_cursor_id"?: string,"p_from"?: string,"p_hold_reasons"?: (string)[],"p_limit"?: number,"p_reasons"?: (string)[],"p_search"?: string,"p_shop_id": string,"p_statuses"?: (string)[],"p_to"?: string,"p_warehouse_id"?: string }; Returns: Json
                           },
"list_routing_versions":
{ Args: { "p_before"?: number,"p_limit": number,"p_shop_id": string }; Returns: Json
                           },
"live_routing":
{ Args: { "p_shop_id": string }; Returns: Json
                           },
"live_routing_version":
{ Args: { "p_shop_id": string }; Returns: number
                           },
"load_order_source":
{ Args: { "p_external_order_id": string,"p_shop_id": string }; Returns: Json
                           },
"load_pick_window":
{ Args: { "p_closes_at": string,"p_left_out"?: (string)[],"p_limit"?: number,"p_now": string,"p_shop_id": string }; Returns: Json
                           },
"load_routing_preview":
{ Args: { "p_limit": number,"p_now": string,"p_shop_id": string }; Returns: Json
                           },
"load_routing_snapshot":
{ Args: { "p_now": string,"p_order_id": string,"p_shop_id": string }; Returns: Json
                           },
"load_shopify_event":
{ Args: { "p_event_id": string }; Returns: Json
                           },
"lock_exchange":
{ Args: { "p_allocations": Json,"p_now": string,"p_old_shipment_ids": (string)[],"p_shop_id": string }; Returns: undefined
                           },
"lock_for_person":
{ Args: { "p_order_id": string,"p_shop_id": string }; Returns: string
                           },
"lock_shipment":
{ Args: { "p_shipment_id": string,"p_shop_id": string }; Returns: {
              "attempt_ended_at": string | null,
"created_at": string,
"decision_id": string,
"error_message": string | null,
"id": string,
"last_attempt_at": string | null,
"lines": NonNullable<Json>,
"number": string,
"order_id": string,
"publish_after": string | null,
"publish_attempts": number,
"published_at": string | null,
"shop_id": string,
"status": Database["public"]['Enums']["shipment_status"],
"tracking": NonNullable<Json>,
"units": number,
"updated_at": string,
"warehouse_id": string,
"wms_order_id": string | null,
"wms_status": string | null,
"wms_warehouse_id": string | null
            }
                          SetofOptions: {
        from: "*"
        to: "shipments"
        isOneToOne: true
        isSetofReturn: false
      } },
"lock_units":
{ Args: { "p_shipment_ids": (string)[],"p_shop_id": string }; Returns: undefined
                           },
"mark_action_unavailable":
{ Args: { "p_action": string,"p_connection_id": string,"p_shop_id": string }; Returns: undefined
                           },
"mark_reconnect":
{ Args: { "p_connection_id": string,"p_error": string,"p_shop_id": string }; Returns: undefined
                           },
"match_wms_orders":
{ Args: { "p_connection_id": string,"p_orders": Json,"p_shop_id": string }; Returns: {
              "shipment_id": string,"tracking": Json,"wms_order_id": string,"wms_status": string,"wms_warehouse_id": string
            }[]
                           },
"matched_rule_ids":
{ Args: { "p_details": Json }; Returns: (string)[]
                           },
"mirror_shipments":
{ Args: { "p_order_id": string,"p_shop_id": string }; Returns: undefined
                           },
"missing_stock":
{ Args: { "p_connection_id": string,"p_shop_id": string }; Returns: number
                           },
"missing_units":
{ Args: { "p_allocations": Json,"p_shop_id": string }; Returns: Json
                           },
"movable_orders":
{ Args: { "p_closes_at": string,"p_shop_id": string }; Returns: {
              "decision_id": string,"order_id": string
            }[]
                           },
"next_pick_close":
{ Args: { "p_at": string,"p_pick_windows": Json,"p_time_zone": string }; Returns: string
                           },
"note_advice":
{ Args: { "p_shipment_id": string,"p_shop_id": string }; Returns: string
                           },
"note_attempt_failure":
{ Args: { "p_is_unsent": boolean,"p_message": string,"p_over_at"?: string,"p_shipment_id": string,"p_shop_id": string }; Returns: undefined
                           },
"note_back_test":
{ Args: { "p_again"?: boolean,"p_checkpoint"?: string,"p_done": number,"p_id": string,"p_shop_id": string }; Returns: string
                           },
"note_hold":
{ Args: { "p_actor": string,"p_note": string,"p_order_id": string,"p_shop_id": string,"p_until": string }; Returns: undefined
                           },
"note_publish_attempt":
{ Args: { "p_attempts": number,"p_shipment_id": string,"p_shop_id": string }; Returns: string
                           },
"note_warehouse_difference":
{ Args: { "p_shipment_ids": (string)[],"p_shop_id": string }; Returns: undefined
                           },
"open_routing_setup":
{ Args: { "p_matches_since": string,"p_shop_id": string }; Returns: Json
                           },
"order_page":
{ Args: { "p_order_id": string,"p_shop_id": string }; Returns: Json
                           },
"order_queues":
{ Args: { "p_hold_reasons": (string)[],"p_shop_id": string }; Returns: Json
                           },
"order_search_query":
{ Args: { "p_search": string,"p_shop_id": string }; Returns: unknown
                           },
"order_search_terms":
{ Args: { "p_email": string,"p_line_items": Json,"p_name": string,"p_number": string,"p_shop_id": string }; Returns: unknown
                           },
"orders_of_customer":
{ Args: { "p_email": string,"p_external_order_ids": (string)[],"p_shop_id": string }; Returns: {
              "order_id": string
            }[]
                           },
"orders_to_try":
{ Args: { "p_now": string,"p_order_ids": (string)[],"p_shop_id": string }; Returns: Json
                           },
"override_decision":
{ Args: { "p_decision": string,"p_shop_id": string }; Returns: Json
                           },
"park_shopify_event":
{ Args: { "p_event_id": string }; Returns: undefined
                           },
"pick_window_key":
{ Args: { "p_closes_at": string,"p_shop_id": string }; Returns: string
                           },
"pick_windows_page":
{ Args: { "p_shop_id": string }; Returns: Json
                           },
"plan_shipments":
{ Args: { "p_allocations": Json,"p_decision_id": string,"p_now": string,"p_order": Omit<Database["public"]['Tables']["unified_orders"]['Row'], Database["public"]['Tables']["unified_orders"]['ComputedFields']>,"p_publish_after": string,"p_shop_id": string }; Returns: undefined
                           },
"publish_now":
{ Args: { "p_actor": string,"p_order_ids"?: (string)[],"p_shop_id": string }; Returns: number
                           },
"publish_routing":
{ Args: { "p_actor": string,"p_now": string,"p_replace_live": boolean,"p_revision": number,"p_shop_id": string }; Returns: Json
                           },
"readiness":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"recall_order":
{ Args: { "p_actor": string,"p_note"?: string,"p_order_id": string,"p_shop_id": string }; Returns: string
                           },
"recall_shipment":
{ Args: { "p_shipment": Omit<Database["public"]['Tables']["shipments"]['Row'], Database["public"]['Tables']["shipments"]['ComputedFields']>,"p_wms_order_id": string }; Returns: undefined
                           },
"reconsider_orders":
{ Args: { "p_limit": number,"p_shop_id": string }; Returns: number
                           },
"record_cancel":
{ Args: { "p_answer": string,"p_message"?: string,"p_shipment_id": string,"p_shop_id": string }; Returns: string
                           },
"record_trackstar_key":
{ Args: { "p_accepted": boolean }; Returns: boolean
                           },
"redact_customer":
{ Args: { "p_customer_id"?: string,"p_email"?: string,"p_external_order_ids": (string)[],"p_shop_domain": string }; Returns: Json
                           },
"redact_orders":
{ Args: { "p_orders": (string)[],"p_shop_id": string }; Returns: undefined
                           },
"redact_shop":
{ Args: { "p_at"?: string,"p_shop_domain": string }; Returns: string
                           },
"refuse_shipment":
{ Args: { "p_kind": string,"p_message": string,"p_shipment_id": string,"p_shop_id": string }; Returns: string
                           },
"release_due_holds":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"release_expired_reservations":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"release_order":
{ Args: { "p_actor": string,"p_order_id": string,"p_shop_id": string }; Returns: string
                           },
"release_refresh_lease":
{ Args: { "p_holder": string,"p_session_id": string }; Returns: undefined
                           },
"renew_reservations":
{ Args: { "p_shipment_id": string,"p_shop_id": string }; Returns: boolean
                           },
"reopen_order":
{ Args: { "p_order_id": string,"p_shop_id": string }; Returns: boolean
                           },
"replace_live_routing":
{ Args: { "p_actor": string,"p_now": string,"p_reverted_from": number,"p_rules": Json,"p_settings": Json,"p_shop_id": string }; Returns: number
                           },
"replay_waiting_events":
{ Args: { "p_shop_domain": string,"p_shop_id": string }; Returns: number
                           },
"request_reread":
{ Args: { "p_external_order_id": string,"p_shop_id": string }; Returns: undefined
                           },
"request_routing":
{ Args: { "p_actor": string,"p_order_id": string,"p_shop_id": string }; Returns: string
                           },
"request_routings":
{ Args: { "p_actor": string,"p_order_ids": (string)[],"p_shop_id": string }; Returns: Json
                           },
"request_sync":
{ Args: { "p_connection_id": string,"p_delay_seconds"?: number,"p_kinds": (string)[],"p_shop_id": string }; Returns: string
                           },
"resume_back_tests":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"resume_stalled_work":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"retry_unfillable":
{ Args: { "p_shop_id"?: string,"p_skus"?: (string)[] }; Returns: number
                           },
"revert_routing":
{ Args: { "p_actor": string,"p_now": string,"p_shop_id": string,"p_version": number }; Returns: Json
                           },
"review_order":
{ Args: { "p_facts_version": number,"p_order_id": string,"p_reason": string,"p_shop_id": string }; Returns: string
                           },
"route_rest_again":
{ Args: { "p_order_id": string,"p_shop_id": string }; Returns: string
                           },
"routing_places":
{ Args: { "p_shop_id": string }; Returns: {
              "connection_id": string,"place_id": string,"stock_stale_since": string,"warehouse_id": string
            }[]
                           },
"routing_settings":
{ Args: { "p_settings": Json }; Returns: Json
                           },
"routing_settings_fit":
{ Args: { "p_settings": Json }; Returns: boolean
                           },
"routing_setup_of":
{ Args: { "p_kind": string,"p_shop_id": string,"p_version": number }; Returns: Json
                           },
"routing_stand_ins":
{ Args: { "p_shop_id": string }; Returns: Json
                           },
"routing_stock":
{ Args: { "p_now": string,"p_shop_id": string,"p_skus": (string)[] }; Returns: Json
                           },
"routing_warehouses":
{ Args: { "p_now": string,"p_order_id": string,"p_shop_id": string }; Returns: Json
                           },
"rule_matches":
{ Args: { "p_shop_id": string,"p_since": string }; Returns: Json
                           },
"save_back_test_orders":
{ Args: { "p_id": string,"p_rows": string,"p_shop_id": string }; Returns: undefined
                           },
"save_connection":
{ Args: { "p_access_token": string,"p_actor": string,"p_connection_id": string,"p_display_name": string,"p_integration_name": string,"p_integration_type": string,"p_metadata": string,"p_shop_id": string }; Returns: Json
                           },
"save_connection_state":
{ Args: { "p_connection_id": string,"p_error"?: string,"p_metadata": string,"p_shop_id": string,"p_stock_stale_since"?: string }; Returns: undefined
                           },
"save_decision":
{ Args: { "p_decision": string,"p_shop_id": string }; Returns: Json
                           },
"save_inventory":
{ Args: { "p_complete"?: boolean,"p_connection_id": string,"p_crawl_ended_at"?: string,"p_crawl_started_at"?: string,"p_pull_started_at"?: string,"p_rows": string,"p_shop_id": string }; Returns: Json
                           },
"save_orders":
{ Args: { "p_channel_id": string,"p_orders": string,"p_shop_id": string }; Returns: Json
                           },
"save_pick_windows":
{ Args: { "p_actor": string,"p_pick_windows": string,"p_shop_id": string }; Returns: string
                           },
"save_products":
{ Args: { "p_connection_id": string,"p_rows": string,"p_shop_id": string }; Returns: number
                           },
"save_routing_draft":
{ Args: { "p_actor": string,"p_revision": number,"p_setup": string,"p_shop_id": string }; Returns: Json
                           },
"save_warehouses":
{ Args: { "p_connection_id": string,"p_rows": string,"p_shop_id": string }; Returns: Json
                           },
"save_window":
{ Args: { "p_closes_at": string,"p_decisions": string,"p_shop_id": string }; Returns: Json
                           },
"see_store":
{ Args: { "p_shop_domain": string }; Returns: Json
                           },
"send_waiting":
{ Args: { "p_shipment_ids": (string)[],"p_shop_id": string }; Returns: number
                           },
"set_order_creation":
{ Args: { "p_actor": string,"p_connection_id": string,"p_mode": string,"p_shop_id": string }; Returns: string
                           },
"set_order_lock":
{ Args: { "p_actor": string,"p_is_locked": boolean,"p_order_id": string,"p_shop_id": string }; Returns: string
                           },
"settle_orders":
{ Args: { "p_marked": (string)[],"p_new": (string)[],"p_shop_id": string,"p_versions": Json }; Returns: number
                           },
"settle_wms_news":
{ Args: { "p_news": (Database["public"]['CompositeTypes']["wms_news"])[],"p_order_id": string,"p_shop_id": string }; Returns: undefined
                           },
"shipment_connection":
{ Args: { "p_shop_id": string,"p_warehouse_id": string }; Returns: {
              "access_token": string | null,
"connected_at": string,
"connection_id": string,
"created_at": string,
"display_name": string | null,
"error_count": number,
"health": string,
"id": string,
"integration_name": string,
"integration_type": Database["public"]['Enums']["integration_type"],
"is_active": boolean,
"last_error": string | null,
"last_sync_at": string | null,
"metadata": NonNullable<Json>,
"next_read_at": string,
"order_creation": string,
"shop_id": string,
"stock_stale_since": string | null,
"updated_at": string,
"warehouse_customer_id": string | null,
"warehouse_selectable": boolean
            }
                          SetofOptions: {
        from: "*"
        to: "trackstar_connections"
        isOneToOne: true
        isSetofReturn: false
      } },
"shop_pick_close":
{ Args: { "p_shop_id": string }; Returns: string
                           },
"stale_decisions":
{ Args: { "p_marked": (string)[],"p_shop_id": string,"p_versions": Json }; Returns: {
              "order_id": string,"reason": string
            }[]
                           },
"stands_alone":
{ Args: { "p_event_type": string }; Returns: boolean
                           },
"start_back_test":
{ Args: { "p_actor": string,"p_first_day": string,"p_kind": string,"p_last_day": string,"p_shop_id": string,"p_version"?: number }; Returns: Json
                           },
"start_sync":
{ Args: { "p_connection_id": string,"p_kind": string,"p_shop_id": string }; Returns: Json
                           },
"stock_cells":
{ Args: { "p_shop_id": string,"p_skus": (string)[],"p_warehouse_ids": (string)[] }; Returns: {
              "as_of": string,"atp": number,"available": number,"incoming": number,"is_known": boolean,"is_shared": boolean,"on_hand": number,"place_id": string,"product": string,"reserved": number,"sku": string,"warehouse_id": string
            }[]
                           },
"take_read_slot":
{ Args: { "p_connection_id": string,"p_shop_id": string }; Returns: number
                           },
"take_refresh_lease":
{ Args: { "p_holder": string,"p_seconds": number,"p_session_id": string }; Returns: boolean
                           },
"take_wms_news":
{ Args: { "p_news": (Database["public"]['CompositeTypes']["wms_news"])[],"p_shop_id": string }; Returns: undefined
                           },
"takes_orders":
{ Args: { "p_connection": Omit<Database["public"]['Tables']["trackstar_connections"]['Row'], Database["public"]['Tables']["trackstar_connections"]['ComputedFields']> }; Returns: boolean
                           },
"trackstar_key_refused":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"undo_decision":
{ Args: { "p_order_id": string,"p_reason": string,"p_shop_id": string,"p_status": string }; Returns: undefined
                           },
"uninstall_shop":
{ Args: { "p_at": string,"p_shop_domain": string }; Returns: string
                           },
"units_to_ship":
{ Args: { "p_line": Json }; Returns: number
                           },
"upsert_store":
{ Args: { "p_currency": string,"p_email": string,"p_name": string,"p_shop_domain": string,"p_time_zone": string }; Returns: Json
                           },
"warehouse_names":
{ Args: { "p_shop_id": string }; Returns: Json
                           },
"window_allocations":
{ Args: { "p_decisions": Json }; Returns: Json
                           },
"withdraw_decision":
{ Args: { "p_order_id": string,"p_reason"?: string,"p_shop_id": string }; Returns: string
                           },
"wms_news_of":
{ Args: { "p_connection_id": string,"p_orders": Json,"p_shop_id": string }; Returns: Database["public"]['CompositeTypes']["wms_news"][]
                          SetofOptions: {
        from: "*"
        to: "wms_news"
        isOneToOne: false
        isSetofReturn: true
      } },
"write_decision":
{ Args: { "p_decision": Json,"p_order_id": string,"p_previous_id": string,"p_shop_id": string }; Returns: string
                           },
"zero_missing_stock":
{ Args: { "p_connection_id": string,"p_pulls": number,"p_seen_from": string,"p_shop_id": string,"p_source_as_of"?: string }; Returns: number
                           }
          }
          Enums: {
            "backfill_status": "pending"|"in_progress"|"completed"|"failed","channel_type": "shopify"|"amazon"|"woocommerce"|"manual","confidence_level": "low"|"medium"|"high"|"very_high","forecast_status": "pending"|"running"|"completed"|"failed","integration_type": "wms"|"cart","report_status": "pending"|"running"|"completed"|"failed","shipment_status": "planned"|"publishing"|"published"|"shipped"|"cancel_requested"|"cancelled"|"rejected"|"failed","sync_status": "pending"|"in_progress"|"completed"|"failed","sync_type": "historical"|"warehouses"|"inventory"|"orders"|"products","transfer_status": "recommended"|"approved"|"in_transit"|"completed"|"cancelled","transfer_urgency": "critical"|"high"|"medium"|"low","trigger_type": "auto"|"manual"
          }
          CompositeTypes: {
            "wms_news": {
                        "shipment_id": string | null,"order_id": string | null,"was": Database["public"]['Enums']["shipment_status"] | null,"status": Database["public"]['Enums']["shipment_status"] | null,"wms_order_id": string | null,"wms_status": string | null,"wms_warehouse_id": string | null,"tracking": Json | null
                      }
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            "backfill_status": ["pending", "in_progress", "completed", "failed"],"channel_type": ["shopify", "amazon", "woocommerce", "manual"],"confidence_level": ["low", "medium", "high", "very_high"],"forecast_status": ["pending", "running", "completed", "failed"],"integration_type": ["wms", "cart"],"report_status": ["pending", "running", "completed", "failed"],"shipment_status": ["planned", "publishing", "published", "shipped", "cancel_requested", "cancelled", "rejected", "failed"],"sync_status": ["pending", "in_progress", "completed", "failed"],"sync_type": ["historical", "warehouses", "inventory", "orders", "products"],"transfer_status": ["recommended", "approved", "in_transit", "completed", "cancelled"],"transfer_urgency": ["critical", "high", "medium", "low"],"trigger_type": ["auto", "manual"]
          }
        }
} as const

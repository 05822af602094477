import type { Task, TaskList } from "graphile-worker";
import type { z } from "zod";
import { logger } from "#app/clients/logger.server.ts";
import type { Db } from "#app/db/client.server.ts";
import { cancelShipmentJob } from "./handlers/cancel-shipment.server.ts";
import { closePickWindowJob } from "./handlers/close-pick-window.server.ts";
import { handleProcessShopifyEvent } from "./handlers/process-shopify-event.server.ts";
import { processTrackstarEventJob } from "./handlers/process-trackstar-event.server.ts";
import { publishShipmentJob } from "./handlers/publish-shipment.server.ts";
import { reconsiderOrdersJob } from "./handlers/reconsider-orders.server.ts";
import { releaseHoldsJob } from "./handlers/release-holds.server.ts";
import { releaseReservationsJob } from "./handlers/release-reservations.server.ts";
import { handleRereadOrder } from "./handlers/reread-order.server.ts";
import { resumeBackTestsJob } from "./handlers/resume-back-tests.server.ts";
import { retryUnfillableJob } from "./handlers/retry-unfillable.server.ts";
import { routeOrderJob } from "./handlers/route-order.server.ts";
import { runBackTestJob } from "./handlers/run-back-test.server.ts";
import { scheduleSyncsJob } from "./handlers/schedule-syncs.server.ts";
import { syncConnectionJob } from "./handlers/sync-connection.server.ts";
import type { JobContext } from "./job-context.ts";
import { makeTask } from "./make-task.ts";
import { type TaskName, tasks } from "./tasks.ts";

/** The queue's tasks, each with its handler and context. */
export function taskList(db: Db) {
  function task<Schema extends z.ZodType>(
    name: TaskName,
    schema: Schema,
    run: (payload: z.output<Schema>, context: JobContext) => Promise<void>,
  ): Task {
    const start = makeTask(logger.child({ task: name }), schema, (payload, log) =>
      run(payload, { db, log, now: new Date() }),
    );
    return (payload, { job }) => start(payload, job);
  }
  return {
    process_shopify_event: task(
      "process_shopify_event",
      tasks.process_shopify_event,
      handleProcessShopifyEvent,
    ),
    process_trackstar_event: task(
      "process_trackstar_event",
      tasks.process_trackstar_event,
      processTrackstarEventJob,
    ),
    reread_order: task("reread_order", tasks.reread_order, handleRereadOrder),
    route_order: task("route_order", tasks.route_order, routeOrderJob),
    publish_shipment: task("publish_shipment", tasks.publish_shipment, publishShipmentJob),
    cancel_shipment: task("cancel_shipment", tasks.cancel_shipment, cancelShipmentJob),
    sync_connection: task("sync_connection", tasks.sync_connection, syncConnectionJob),
    schedule_syncs: task("schedule_syncs", tasks.schedule_syncs, scheduleSyncsJob),
    release_reservations: task("release_reservations", tasks.release_reservations, releaseReservationsJob),
    release_holds: task("release_holds", tasks.release_holds, releaseHoldsJob),
    reconsider_orders: task("reconsider_orders", tasks.reconsider_orders, reconsiderOrdersJob),
    close_pick_window: task("close_pick_window", tasks.close_pick_window, closePickWindowJob),
    run_back_test: task("run_back_test", tasks.run_back_test, runBackTestJob),
    resume_back_tests: task("resume_back_tests", tasks.resume_back_tests, resumeBackTestsJob),
    retry_unfillable: task("retry_unfillable", tasks.retry_unfillable, retryUnfillableJob),
  } satisfies TaskList & Record<TaskName, Task>;
}

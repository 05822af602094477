import { inject } from "vitest";
import { testSettings } from "./test-settings.ts";

// Runs before each test file, so that the app's configuration points at this run's stack. Peers are started
// by the files that want them (see peers.ts), on the ports chosen here.
Object.assign(process.env, inject("stackEnv"), await testSettings());

import { BaseSequencer, type TestSpecification } from "vitest/node";

const longest = "killed-worker";

/** Starts with the test that only waits, for a minute: the others run beside it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => Number(b.moduleId.includes(longest)) - Number(a.moduleId.includes(longest)));
  }
}

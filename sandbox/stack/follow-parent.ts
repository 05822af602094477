/**
 * Loaded into every supervised Node process (`--import`). When the supervisor dies without a goodbye the channel to
 * it closes, and the process leaves as if asked to; otherwise its ports and files would stay taken.
 */
if (process.channel) {
  process.on("disconnect", () => {
    setTimeout(() => process.exit(1), 10_000).unref();
    process.kill(process.pid, "SIGTERM");
  });
  // Listening keeps a process alive; this must not.
  process.channel.unref();
}

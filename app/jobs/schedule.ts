/** When the recurring tasks run (UTC), as graphile-worker reads it. What is due is decided by the tasks themselves. */
export const crontab = `
* * * * * schedule_syncs ?jobKey=schedule_syncs&jobKeyMode=replace&max=1
*/15 * * * * release_reservations ?jobKey=release_reservations&jobKeyMode=replace&max=1
*/5 * * * * release_holds ?jobKey=release_holds&jobKeyMode=replace&max=1
*/5 * * * * resume_back_tests ?jobKey=resume_back_tests&jobKeyMode=replace&max=1
*/30 * * * * retry_unfillable ?jobKey=retry_unfillable&jobKeyMode=replace&max=1
`;

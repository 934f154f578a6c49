/** One event as the daily digest counts it: `seq kind examNumber recordVersion`, single spaces, LF. */
export const eventLine = (event: {
  seq: number
  kind: string
  examNumber: string
  recordVersion: number
}): string => `${event.seq} ${event.kind} ${event.examNumber} ${event.recordVersion}\n`

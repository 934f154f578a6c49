const TEN_MINUTES = 600_000

/** Counters have fixed windows on the machine's clock: whatever fills one over HTTP begins where twenty seconds are left. */
export async function earlyInAWindow(): Promise<void> {
  const left = TEN_MINUTES - (Date.now() % TEN_MINUTES)
  if (left < 20_000) await new Promise((resolve) => setTimeout(resolve, left))
}

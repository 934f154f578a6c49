// Whether two samples can come from one distribution: the two-sample test of Kolmogorov and Smirnov, which looks at the
// whole shape (a mean hides a slow tenth).

/** The largest distance between the two empirical distributions. */
export function distance(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [a, b].map((sample) => sample.toSorted((one, other) => one - other)) as [number[], number[]]
  let [i, j, largest] = [0, 0, 0]
  while (i < x.length && j < y.length) {
    const at = Math.min(x[i] ?? Infinity, y[j] ?? Infinity)
    while ((x[i] ?? Infinity) <= at) i += 1
    while ((y[j] ?? Infinity) <= at) j += 1
    largest = Math.max(largest, Math.abs(i / x.length - j / y.length))
  }
  return largest
}

/** P(K > λ) of the limiting distribution. */
function beyond(lambda: number): number {
  // the series does not settle near 0, where it is 1 to seven digits
  if (lambda < 0.3) return 1
  let sum = 0
  for (let k = 1; k <= 100; k += 1) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * lambda * lambda)
  return Math.min(1, Math.max(0, 2 * sum))
}

/** How probable a distance at least this large is where both come from one; with Stephens' correction for small samples. */
export function pValue(a: readonly number[], b: readonly number[]): number {
  const size = Math.sqrt((a.length * b.length) / (a.length + b.length))
  return beyond((size + 0.12 + 0.11 / size) * distance(a, b))
}

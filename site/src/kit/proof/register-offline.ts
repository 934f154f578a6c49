/** Lets the verifying pages open without a network after this visit; a web view without service workers goes on as it is. */
export function registerOffline(): void {
  if (!('serviceWorker' in navigator)) return
  // the scope holds /v, /v/ and /verify/scan/, and the worker answers no other page
  void navigator.serviceWorker
    .register('/sw.js', { scope: '/v', updateViaCache: 'none' })
    .catch(() => undefined)
}

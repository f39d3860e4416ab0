/**
 * Resolves once the browser has Temporal, which dates and times are worked out with. WebKit lacks it and loads a copy;
 * Chromium and Firefox never ask for that.
 */
export async function loadTemporal(): Promise<void> {
  if (typeof Temporal === 'undefined') await import('temporal-polyfill/global')
}

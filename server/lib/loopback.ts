/** Returns whether a host name of a URL is this machine's own, as browsers count it. */
export const isLoopback = (hostname: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)

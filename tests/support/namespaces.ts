import { execFileSync } from 'node:child_process'

/**
 * Returns what runs a program as in a container: with process numbers and shared memory of its own, which Debian's unshare
 * gives to root. The program is no first process there, so that what it leaves behind outlives it.
 * @throws Error where this machine cannot.
 */
export function ownNamespaces(): string[] {
  const unshare = ['unshare', '--pid', '--ipc', '--fork', '--kill-child', '--mount-proc']
  try {
    execFileSync('unshare', [...unshare.slice(1), 'true'], { stdio: 'pipe' })
  } catch (cause) {
    throw new Error('This test needs namespaces of its own: run it as root, where unshare may make them.', {
      cause,
    })
  }
  return [...unshare, 'sh', '-c', '"$0" "$@"; sleep 600']
}

/**
 * Returns what runs a program, as the same process, with a file of its own in place of /etc/hosts: what is written there
 * is where its names lead from then on.
 */
export function ownHosts(file: string): string[] {
  return ['unshare', '--mount', 'sh', '-c', 'mount --bind "$0" /etc/hosts && exec "$@"', file]
}

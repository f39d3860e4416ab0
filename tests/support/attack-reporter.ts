import type { Reporter, TestCase, TestModule, TestRunEndReason } from 'vitest/node'

/** Prints one line for each attack, and what went wrong where one succeeded. */
export default class AttackReporter implements Reporter {
  #tried = 0
  #open = 0

  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result()
    if (state === 'skipped') return
    this.#tried += 1
    if (state === 'failed') this.#open += 1
    print(`${state === 'failed' ? 'OPEN' : 'held'}    ${test.fullName}`)
    for (const { message } of errors ?? []) print(`        ${message}`)
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly { message: string }[],
    reason: TestRunEndReason,
  ): void {
    for (const { message } of [...modules.flatMap((module) => module.errors()), ...errors])
      print(`BROKEN  ${message}`)
    print(`${this.#tried} attacks tried, ${this.#open} open${reason === 'interrupted' ? ', broken off' : ''}`)
  }
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { answer, answerAbout, answerLogged } from './answer.ts'
import type { Caller } from './scope.ts'

const view = z.object({ name: z.string() })
const person = query({ name: 'people.one', input: z.object({ personId: z.string() }), output: view })
const all = query({ name: 'people.all', input: z.void(), output: view })
const caller: Caller = { actor: { org: 'o', person: 'me', roles: [] }, sessionId: 's', shown: true }
const named = (name: string) => async () => ({ name })

describe('an answer', () => {
  it('from one’s own data writes nothing, and from another’s protected data it logs', () => {
    expect(answer(person, named('a')).read({ personId: 'you' }, caller).sight).toBe('own')
    expect(answerLogged(person, named('a')).read({ personId: 'me' }, caller).sight).toBe('another')
  })

  it('about a person is the one or the other by who asks', () => {
    const about = answerAbout(person, { own: named('own'), another: named('another') })
    expect(about.read({ personId: 'me' }, caller).sight).toBe('own')
    expect(about.read({ personId: 'you' }, caller).sight).toBe('another')
    expect(() => about.read({}, caller)).toThrow('INVALID')
  })

  it('to a query that takes no input ignores what is sent', () => {
    expect(answer(all, named('a')).takesInput).toBe(false)
    expect(answer(all, named('a')).read({ personId: 'you' }, caller).sight).toBe('own')
    expect(answer(person, named('a')).takesInput).toBe(true)
  })

  it('shows only what its query declares', () => {
    const { check } = answer(person, named('a'))
    expect(check({ name: 'Ada', password: 'x' })).toEqual({ name: 'Ada' })
    expect(() => check({ name: 7 })).toThrow()
  })
})

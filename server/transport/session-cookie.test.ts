import type { Request, Response } from 'express'
import { describe, expect, test } from 'vitest'
import {
  readDeviceCookie,
  readSessionCookie,
  writeDeviceCookie,
  writeSessionCookie,
} from './session-cookie.ts'

function written(publicUrl: string): string[] {
  const lines: string[] = []
  const response = { append: (_: string, line: string) => lines.push(line) } as unknown as Response
  writeSessionCookie(response, publicUrl, { token: 'token', maxAge: 60 })
  writeDeviceCookie(response, publicUrl, 'browser')
  return lines
}
const requestWith = (cookie: string) => ({ headers: { cookie } }) as Request

describe('a cookie', () => {
  test.each([
    'https://dure.example',
    'https://localhost',
    'http://dure.example',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example:3000',
  ])('under %s is for https and this host alone', (publicUrl) => {
    expect(written(publicUrl)).toEqual([
      '__Host-dure=token; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Strict',
      '__Host-dure-device=browser; Max-Age=34560000; Path=/; HttpOnly; Secure; SameSite=Strict',
    ])
  })

  test.each([
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
  ])('under %s is one that every browser keeps over http', (publicUrl) => {
    expect(written(publicUrl)).toEqual([
      'dure-loopback=token; Max-Age=60; Path=/; HttpOnly; SameSite=Strict',
      'dure-loopback-device=browser; Max-Age=34560000; Path=/; HttpOnly; SameSite=Strict',
    ])
  })

  test('of loopback counts nowhere else', () => {
    const request = requestWith('dure-loopback=token; dure-loopback-device=browser')
    expect(readSessionCookie(request, 'https://dure.example')).toBeUndefined()
    expect(readDeviceCookie(request, 'https://dure.example')).toBeUndefined()
    expect(readSessionCookie(request, 'http://localhost:3000')).toBe('token')
    expect(readDeviceCookie(request, 'http://localhost:3000')).toBe('browser')
  })

  test('from before loopback had names of its own is still read there, after the new one', () => {
    expect(readSessionCookie(requestWith('__Host-dure=old'), 'http://localhost:3000')).toBe('old')
    const both = requestWith('__Host-dure=old; dure-loopback=new')
    expect(readSessionCookie(both, 'http://localhost:3000')).toBe('new')
  })
})

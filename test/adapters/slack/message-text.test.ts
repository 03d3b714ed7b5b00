import { describe, expect, test } from 'vitest'
import { escapeMrkdwn } from '../../../adapters/slack/escape.ts'
import { firstLink, mentioned, plainTextOf } from '../../../adapters/slack/message-text.ts'

const names: Readonly<Record<string, string>> = { U1: 'Ada', W2: 'Ben' }
const nameOf = (id: string) => names[id] ?? null
const plain = (text: string) => plainTextOf({ text }, nameOf)

describe('given a message in mrkdwn', () => {
  test.each([
    ['a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
    ['&amp;lt; stays', '&lt; stays'],
    ['<https://example.com/a?b=1&amp;c=2>', 'https://example.com/a?b=1&c=2'],
    ['<https://example.com|click here>', 'https://example.com'],
    ['<mailto:a@example.com|a@example.com>', 'a@example.com'],
    ['<@U1> and <@U9> and <@U8|eve>', '@Ada and @… and @eve'],
    ['<#C1|general> <!here> <!subteam^S1|@legal>', '#general @here @legal'],
    ['<!date^1700000000^{date}|14 Nov>', '14 Nov'],
    ['*bold*, _italic_ and ~gone~.', 'bold, italic and gone.'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
  ])('when it says %s, then people read %s', (text, read) => {
    expect(plain(text)).toBe(read)
  })

  test('when anything was escaped for Slack, then it comes back as it was', () => {
    for (const text of ['<!channel> & <@U1>', '&amp;', 'a<b>c', '<https://bank|evil>'])
      expect(plain(escapeMrkdwn(text))).toBe(text)
  })
})

test('given a message with rich text, then what only looks like markup stays, and lists, emoji and mentions are written out', () => {
  const message = {
    text: 'something else',
    blocks: [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Not *bold* ', style: { bold: true } },
              { type: 'emoji', name: 'wave', unicode: '1f44b-1f3fd' },
              { type: 'emoji', name: 'our-logo' },
              { type: 'user', user_id: 'W2' },
              { type: 'link', url: 'https://example.com/x', text: 'here' },
              { type: 'text', text: '\n' },
            ],
          },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] },
              { type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'here' }] },
            ],
          },
        ],
      },
    ],
  }
  expect(mentioned(message)).toEqual(['W2'])
  expect(plainTextOf(message, nameOf)).toBe(
    'Not *bold* 👋🏽:our-logo:@Benhttps://example.com/x\n• one\n• @here',
  )
})

test('given a text, then its first web address is found without the punctuation around it', () => {
  expect(firstLink('See (https://example.com/a), or http://b.example.')).toBe('https://example.com/a')
  expect(firstLink('nothing here: ftp://example.com')).toBeNull()
})

import { describe, expect, test } from 'vitest'
import { loadEnvironment } from '../../src/config/load.ts'

const keys = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'of-the-test' }

function media(variables: Record<string, string>) {
  const loaded = loadEnvironment({ ...keys, ...variables })
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return loaded.value.media
}

function problems(variables: Record<string, string>) {
  const loaded = loadEnvironment(variables)
  return loaded.ok ? [] : loaded.problems
}

describe('where media are kept', () => {
  test('given keys alone, which other programs use too, then media are in the database', () => {
    expect(media({ AWS_REGION: 'eu-central-1' })).toBeNull()
  })

  test.each([
    ['s3://pictures?region=eu-central-1', 'https://pictures.s3.eu-central-1.amazonaws.com/'],
    ['s3://pictures/a/b/?region=eu-central-1', 'https://pictures.s3.eu-central-1.amazonaws.com/a/b/'],
    // A certificate for *.s3… does not cover another dot.
    ['s3://pictures.example?region=eu-west-1', 'https://s3.eu-west-1.amazonaws.com/pictures.example/'],
    ['s3://pictures/x?region=r&endpoint=https://s3.example.com', 'https://s3.example.com/pictures/x/'],
    ['s3://pictures?region=r&style=host&endpoint=https://s3.example.com', 'https://pictures.s3.example.com/'],
    ['s3://pictures?region=r&endpoint=http://127.0.0.1:9000', 'http://127.0.0.1:9000/pictures/'],
    ['s3://pictures?region=r&plain=yes&endpoint=http://minio:9000', 'http://minio:9000/pictures/'],
  ])('given %s then objects are at %s', (url, objects) => {
    expect(media({ MEDIA_URL: url })?.objects).toBe(objects)
  })

  test('given the region in its own variable and a temporary key then both are used', () => {
    const found = media({ MEDIA_URL: 's3://pictures', AWS_REGION: 'eu-west-1', AWS_SESSION_TOKEN: 'session' })
    expect(found).toMatchObject({ region: 'eu-west-1', sessionToken: 'session', name: 's3://pictures' })
  })

  test('given half a configuration then everything that is missing is named at once, and no key is repeated', () => {
    const found = problems({ MEDIA_URL: 's3://pictures?region=r', AWS_SECRET_ACCESS_KEY: '' })
    expect(found.map(({ path }) => path)).toEqual(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
    expect(problems({ MEDIA_URL: 's3://pictures', ...keys }).map(({ message }) => message)).toEqual([
      'MEDIA_URL needs region=, or AWS_REGION beside it.',
    ])
  })

  test.each([
    ['https://pictures.example.com', /must begin with s3:/],
    ['s3://key:secret@pictures?region=r', /must not hold a key/],
    ['s3://P?region=r', /must name a bucket/],
    ['s3://pictures/../x y?region=r', /letters, digits/],
    ['s3://pictures?region=r&endpont=https://s3.example.com', /only these parameters/],
    ['s3://pictures?region=r&endpoint=http://minio:9000', /does not begin with https/],
    ['s3://pictures?region=r&endpoint=https://s3.example.com/path', /more than scheme/],
    ['s3://pictures?region=r&style=round', /style=path or style=host/],
  ])('given %s then it is refused', (url, message) => {
    const [problem] = problems({ MEDIA_URL: url, ...keys })
    expect(problem?.message).toMatch(message)
    expect(problem?.message).not.toContain('secret')
  })
})

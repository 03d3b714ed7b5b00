import { existsSync, readFileSync } from 'node:fs'
import { validate } from 'dockerfile-utils'
import { describe, expect, test } from 'vitest'
import { composeComplaints, dockerfileComplaints, kubernetesComplaints } from './files.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const dockerfile = read('Dockerfile')
const compose = read('compose.yaml')
const kubernetes = read('deploy/kubernetes/countersign.yaml')

/** Made by whoever installs it, from the example beside it. */
const made = new Map([['countersign.yaml', 'countersign.example.yaml']])
const isThere = (path: string) => existsSync(new URL(`../../${made.get(path) ?? path}`, import.meta.url))
const letIn = read('.dockerignore')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1))
const isBuiltFrom = (path: string) => isThere(path) && letIn.includes(path)

const lint = (text: string) =>
  validate(text).map(({ message, range }) => `line ${range.start.line + 1}: ${message}`)

/** The same text with one slip in it. */
function slip(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to)
  expect(changed).not.toBe(text)
  return changed
}

describe('given the image', () => {
  test('then nothing is wrong with its Dockerfile', () => {
    expect(dockerfileComplaints(dockerfile, isBuiltFrom)).toEqual([])
    expect(lint(dockerfile)).toEqual([])
  })

  // What a linter knows of the language, and we do not.
  test.each([
    ['--timeout=5s', '--timeout=5q', /unknown unit/],
    ['--retries=3', '--retires=3', /Unknown flag/],
    ['EXPOSE 3000', 'EXPOSE three', /Invalid containerPort/],
    ['WORKDIR /data', 'WORKDIR data', /should be absolute/],
    [/^FROM .*$/gm, '', /No source image/],
  ])('then %s as %s is found by the linter', (from, to, found) => {
    expect(lint(slip(dockerfile, from, to)).join('\n')).toMatch(found)
  })

  test.each([
    [/^USER.*$/m, '', /root/],
    [/^USER.*$/m, 'USER root', /root/],
    ['STOPSIGNAL SIGTERM', 'STOPSIGNAL SIGKILL', /orderly/],
    [/^HEALTHCHECK.*\n.*$/m, '', /health/],
    ['CMD ["start"]', 'CMD start', /CMD needs a shell/],
    ['FROM node:24-bookworm-slim AS', 'FROM node:latest AS', /one version/],
    ['COPY src src', 'COPY . .', /cannot be copied/],
    ['COPY src src', 'COPY .env .env', /cannot be copied/],
    ['WORKDIR /data', 'ENV SLACK_BOT_TOKEN=xoxb-1', /secret/],
    ['EXPOSE 3000', 'EXPOSED 3000', /no instruction/],
  ])('then %s as %s is found', (from, to, found) => {
    expect(dockerfileComplaints(slip(dockerfile, from, to), isBuiltFrom).join('\n')).toMatch(found)
  })

  test('then nothing but what it is built from is sent to the builder', () => {
    expect(read('.dockerignore').split('\n')).toContain('*')
    expect(letIn.filter((path) => !isThere(path))).toEqual([])
  })
})

describe('given the compose file', () => {
  test('then nothing is wrong with it', () => {
    expect(composeComplaints(compose, isThere)).toEqual([])
  })

  test.each([
    ['postgres:17-bookworm', 'postgres:latest', /one version/],
    ["'127.0.0.1:8080:8080'", "'8080:8080'", /open to everybody/],
    ['database: { condition: service_healthy }', 'db: { condition: service_healthy }', /not there/],
    ['      HOST: 0.0.0.0', '      HOTS: 0.0.0.0', /HOTS is not read/],
    ['replicas: 2', 'replicas: 1', /replicas/],
    ['    read_only: true\n', '', /write everywhere/],
    ['./deploy/compose/nginx.conf:', './deploy/nginx.conf:', /has no/],
    ['volumes:\n  database: {}', 'volumes:\n  data: {}', /has no database/],
    ['depends_on:', 'depend_on:', /depend_on/],
  ])('then %s as %s is found', (from, to, found) => {
    expect(composeComplaints(slip(compose, from, to), isThere).join('\n')).toMatch(found)
  })
})

describe('given the manifests for Kubernetes', () => {
  test('then nothing is wrong with them', () => {
    expect(kubernetesComplaints(kubernetes)).toEqual([])
  })

  test.each([
    ['maxUnavailable: 0', 'maxUnavailable: 1', /maxUnavailable/],
    ['replicas: 2', 'replicas: 1', /replicas/],
    ['runAsNonRoot: true', 'runAsNonRoot: false', /runAsNonRoot/],
    ['readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false', /readOnlyRootFilesystem/],
    ['path: /readyz', 'path: /ready', /readinessProbe/],
    ['{ name: PORT, value', '{ name: PROT, value', /env/],
    ['- name: temporary\n', '- name: tmp\n', /no volume temporary/],
    [
      '  selector: { app.kubernetes.io/name: countersign }',
      '  selector: { app: countersign }',
      /Service is about/,
    ],
    ['kind: PodDisruptionBudget', 'kind: Other', /PodDisruptionBudget/],
    ['countersign:0.1.0', 'countersign:latest', /one version/],
    ['livenessProbe:', 'livenesProbe:', /liven/],
  ])('then %s as %s is found', (from, to, found) => {
    expect(kubernetesComplaints(slip(kubernetes, from, to)).join('\n')).toMatch(found)
  })
})

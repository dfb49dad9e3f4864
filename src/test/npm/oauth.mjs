// Clients of the OAuth endpoints by npm's openid-client, and resource servers by oauth4webapi.
// Called with the address; on standard input a JSON object of the clients' secrets and of tokens by dialect.
// NODE_EXTRA_CA_CERTS names the authority.
import { readFileSync } from 'node:fs'
import * as client from 'openid-client'
import * as oauth from 'oauth4webapi'

const { shop, warehouse, tokens } = JSON.parse(readFileSync(0, 'utf8'))
const issuer = new URL(process.argv[2])
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const ACCESS = 'urn:ietf:params:oauth:token-type:access_token'
const JWT = 'urn:ietf:params:oauth:token-type:jwt'

const discover = (id, authentication) =>
  client.discovery(issuer, id, undefined, authentication, { algorithm: 'oauth2' })

async function tell(what, call) {
  try {
    console.log(what, JSON.stringify(await call()))
  } catch (e) {
    console.log(what, e.error ?? e.code ?? String(e), e.status ?? '')
  }
}

const asShop = await discover('shop', client.ClientSecretBasic(shop))
const asWarehouse = await discover('warehouse', client.ClientSecretPost(warehouse))

let own
await tell('client_credentials', async () => {
  own = await client.clientCredentialsGrant(asShop, { scope: 'read' })
  return [own.token_type, own.expires_in, own.scope, 'refresh_token' in own]
})
await tell('introspection of it', async () => {
  const told = await client.tokenIntrospection(asWarehouse, own.access_token)
  return [told.active, told.sub, told.client_id, told.scope, told.aud, told.dialect]
})
await tell('a wrong secret', async () =>
  client.clientCredentialsGrant(await discover('shop', client.ClientSecretBasic('wrong'))))
await tell('a scope too many', () => client.clientCredentialsGrant(asShop, { scope: 'read admin' }))
await tell('a grant type too many', () => client.clientCredentialsGrant(asWarehouse))
await tell('revocation', () => client.tokenRevocation(asShop, own.access_token))
await tell('introspection of a revoked one', () => client.tokenIntrospection(asWarehouse, own.access_token))

for (const [dialect, token] of Object.entries(tokens)) {
  await tell(dialect, async () => {
    const told = await client.tokenIntrospection(asWarehouse, token)
    return [told.active, told.dialect, told.token_type]
  })
  let exchanged
  await tell(dialect + ' exchanged', async () => {
    exchanged = await client.genericGrantRequest(asShop, EXCHANGE, {
      subject_token: token, subject_token_type: ACCESS, audience: 'https://warehouse.example', scope: 'read' })
    const told = await client.tokenIntrospection(asWarehouse, exchanged.access_token)
    return [exchanged.issued_token_type, told.active, told.client_id, told.aud]
  })
  await tell(dialect + ' refreshed', async () => {
    const next = await client.refreshTokenGrant(asShop, exchanged.refresh_token)
    return [next.refresh_token !== exchanged.refresh_token,
      (await client.tokenIntrospection(asWarehouse, next.access_token)).active]
  })
  await tell(dialect + ' as a JWT', async () => {
    const jwt = await client.genericGrantRequest(asShop, EXCHANGE, {
      subject_token: token, subject_token_type: ACCESS, requested_token_type: JWT, audience: 'https://warehouse.example' })
    const claims = await oauth.validateJwtAccessToken(
      asShop.serverMetadata(),
      new Request('https://warehouse.example/', { headers: { authorization: 'Bearer ' + jwt.access_token } }),
      'https://warehouse.example')
    return [jwt.issued_token_type, claims.client_id, claims.iss === issuer.origin,
      (await client.tokenIntrospection(asWarehouse, jwt.access_token)).active]
  })
}

await tell('DPoP', async () => {
  const DPoP = client.getDPoPHandle(asShop, await client.randomDPoPKeyPair())
  const bound = await client.clientCredentialsGrant(asShop, {}, { DPoP })
  const told = await client.tokenIntrospection(asWarehouse, bound.access_token)
  return [bound.token_type, told.token_type, (await DPoP.calculateThumbprint()) === told.cnf.jkt]
})
await tell('signed introspection', async () => {
  const as = asShop.serverMetadata()
  const asking = { client_id: 'warehouse', introspection_signed_response_alg: 'ES256' }
  const answer = await oauth.introspectionRequest(as, asking, oauth.ClientSecretBasic(warehouse), Object.values(tokens)[0])
  const told = await oauth.processIntrospectionResponse(as, asking, answer)
  await oauth.validateApplicationLevelSignature(as, answer)
  return [told.active, told.dialect]
})

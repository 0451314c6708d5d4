// A real OpenID provider for tests: node provider.mjs FOLDER PORT ADDRESS BACK KEY, where FOLDER holds
// node_modules with oidc-provider. Anybody may sign in with any password: their e-mail is
// <id>@halden.example; "unverified-…" have no verified one, "admin-…" are in the group "its".
import { createRequire } from "node:module";
import { generateKeyPairSync } from "node:crypto";
import { pathToFileURL } from "node:url";

const [folder, port, address, back, key] = process.argv.slice(2);
const found = createRequire(`${folder}/any.js`).resolve("oidc-provider");
const { default: Provider } = await import(pathToFileURL(found));
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = { ...privateKey.export({ format: "jwk" }), kid: key, use: "sig", alg: "RS256" };

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: "groundswell",
    client_secret: "only-for-tests",
    redirect_uris: [`${address}/sign-in/company/back/`],
    post_logout_redirect_uris: [`${address}/sign-in/`],
    backchannel_logout_uri: back,
    backchannel_logout_session_required: true,
  }],
  jwks: { keys: [jwk] },
  cookies: { keys: ["any"] },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
  scopes: ["openid", "email", "profile", "groups"],
  features: { devInteractions: { enabled: true }, backchannelLogout: { enabled: true } },
  // Its own dispatcher calls nobody on loopback, where the tests listen.
  fetch: (address, { dispatcher, ...options }) => fetch(address, options),
  pkce: { required: () => true },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      name: id,
      email: `${id.replace(/^(unverified|admin)-/, "")}@halden.example`,
      email_verified: !id.startsWith("unverified-"),
      groups: id.startsWith("admin-") ? ["its"] : [],
    }),
  }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));

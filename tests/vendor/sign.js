// Reads a JSON array of cases from standard input, and writes what the vendor's signer makes of each, at the case's time.
// Of our own UserSig, which each case has, it writes the text that Node's zlib inflates it to.

const zlib = require("node:zlib");
const { Api } = require("tls-sig-api-v2");

const cases = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map(answer)));

function answer({ sdkappid, key, userid, time, expire, userbuf, room, privileges, ours }) {
  Date.now = () => time * 1000;
  const api = new Api(sdkappid, key);
  return { theirs: sign(), inflated: inflate(ours) };

  function sign() {
    if (typeof room === "number") return api.genPrivateMapKey(userid, expire, room, privileges);
    if (typeof room === "string") return api.genPrivateMapKeyWithStringRoomID(userid, expire, room, privileges);
    return api.genSig(userid, expire, userbuf === undefined ? null : Buffer.from(userbuf, "base64"));
  }
}

function inflate(userSig) {
  const base64 = userSig.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "=");
  return zlib.inflateSync(Buffer.from(base64, "base64")).toString("utf8");
}

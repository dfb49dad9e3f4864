"""A nout client by the served WSDL, with zeep: nout.py WSDL CA, the password on standard input."""

import base64
import email.utils
import hashlib
import re
import secrets
import sys

import requests
import zeep
import zeep.wsse

wsdl, authority = sys.argv[1:]
password = sys.stdin.buffer.read().decode()
session = requests.Session()
session.trust_env = False  # or REQUESTS_CA_BUNDLE would win
session.verify = authority


class Remembering(zeep.transports.Transport):
    """Keeps what it sent."""

    def post(self, address, message, headers):
        self.sent = (address, message, headers)
        return super().post(address, message, headers)


def client(**more):
    return zeep.Client(wsdl, transport=Remembering(session=session), **more)


def tell(what, call, *arguments, **named):
    try:
        print(what, repr(call(*arguments, **named)))
    except zeep.exceptions.Fault as fault:
        print("%s fault %s: %s" % (what, fault.code, fault.message))


def nout_token(name, charset="cp1252"):
    """NOUT's own rule."""
    nonce = secrets.token_hex(20)
    created = email.utils.formatdate()
    secret = base64.b64encode(hashlib.md5(password.encode(charset)).digest())
    digest = hashlib.sha1(nonce.encode() + created.encode() + secret).digest()
    return {
        "Username": name,
        "Password": {"_value_1": base64.b64encode(digest).decode()},
        "Nonce": {"_value_1": nonce},
        "Created": created,
    }


standard = client(wsse=zeep.wsse.UsernameToken("superviseur", password, use_digest=True))
tell("wsse", standard.service.GetTokenSession)
address, message, headers = standard.transport.sent
again = session.post(address, data=message, headers=headers)
code = re.search(r"<Numero>(\d+)</Numero>", again.text)
print("the same octets again", again.status_code, code.group(1))

other = client(wsse=zeep.wsse.UsernameToken("superviseur", password + "x", use_digest=True))
tell("wrong", other.service.GetTokenSession)

plain = client()
tell("nout", plain.service.GetTokenSession, UsernameToken=nout_token("superviseur"))
tell("utf-8", plain.service.GetTokenSession, UsernameToken=nout_token("superviseur", "utf-8"))
tell(
    "extranet",
    plain.service.GetTokenSession,
    UsernameToken=nout_token("superviseur"),
    ExtranetUser={"UsernameToken": nout_token("conan2"), "Form": "Client"},
)
token = plain.service.GetTokenSession(UsernameToken=nout_token("superviseur"))
tell("Disconnect", plain.service.Disconnect, _soapheaders={"SessionToken": token})
tell("Disconnect", plain.service.Disconnect, _soapheaders={"SessionToken": token})
token = plain.service.GetTokenSession(UsernameToken=nout_token("superviseur"))
both = {"SessionToken": token, "UsernameToken": nout_token("superviseur")}
tell("Disconnect", plain.service.Disconnect, _soapheaders=both)
tell("GetLanguages", plain.service.GetLanguages)

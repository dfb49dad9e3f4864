"""A nout client by the WSDL of the server behind, with zeep: relay.py WSDL CA, the password on standard input."""

import base64
import email.utils
import hashlib
import secrets
import sys

import requests
import zeep

wsdl, authority = sys.argv[1:]
password = sys.stdin.buffer.read().decode()
session = requests.Session()
session.trust_env = False
session.verify = authority
client = zeep.Client(wsdl, transport=zeep.transports.Transport(session=session))


def proof(name):
    nonce = secrets.token_hex(20)
    created = email.utils.formatdate()
    secret = base64.b64encode(hashlib.md5(password.encode("cp1252")).digest())
    digest = hashlib.sha1(nonce.encode() + created.encode() + secret).digest()
    return {
        "Username": name,
        "Password": {"_value_1": base64.b64encode(digest).decode()},
        "Nonce": {"_value_1": nonce},
        "Created": created,
    }


def search(what, token):
    try:
        answer = client.service.Search(What=what, _soapheaders={"SessionToken": token})
        print("Search", answer if len(answer) < 100 else len(answer))
    except zeep.exceptions.Fault as fault:
        print("Search fault %s: %s" % (fault.code, fault.message))


token = client.service.GetTokenSession(UsernameToken=proof("superviseur"))
search("žluť", token)
search("x" * 2_000_000, token)
search("boom", token)
client.service.Disconnect(_soapheaders={"SessionToken": token})
search("again", token)
search("never", "7cec0345-3abb-4353-bfb9-aacc143a2d05")

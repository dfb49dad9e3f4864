"""A balans client by the served WSDL, with zeep: balans.py WSDL CA, the password on standard input."""

import sys

import requests
import zeep

wsdl, authority = sys.argv[1:]
password = sys.stdin.buffer.read().decode()
session = requests.Session()
session.trust_env = False  # or REQUESTS_CA_BUNDLE would win
session.verify = authority
client = zeep.Client(wsdl, transport=zeep.transports.Transport(session=session))


def tell(operation, **parameters):
    try:
        print("%s %r" % (operation, client.service[operation](**parameters)))
    except zeep.exceptions.Fault as fault:
        print("%s fault %s: %s" % (operation, fault.code, fault.message))


caller = dict(companyCode="", userName="Nalog ž", userCode=password, sessLen=20)
tell("GetToken", **caller)
tell("GetToken", **caller, authUser="drugi nalog")
tell("GetToken", **caller, authUser="drugi nalog", authCustomer="komitent & sin")
tell("GetToken", **{**caller, "userCode": password + "x"})
tell("GetToken", **{**caller, "sessLen": 481})
token = client.service.GetToken(**caller)
tell("CloseToken", sessToken=token)
tell("CloseToken", sessToken=token)

<?php
// A nout client by the WSDL of the server behind, with PHP's SoapClient: relay.php WSDL CA, the password on standard input.
[, $wsdl, $authority] = $argv;
$password = stream_get_contents(STDIN);
const NOUT = 'http://www.nout.fr/wsdl/SimaxService.wsdl/';
$client = new SoapClient($wsdl, [
    'stream_context' => stream_context_create(['ssl' => ['cafile' => $authority]]),
    'cache_wsdl' => WSDL_CACHE_NONE,
]);

function search(string $what, string $token): void
{
    global $client;
    try {
        $header = new SoapHeader(NOUT, 'SessionToken', $token);
        $found = $client->__soapCall('Search', [['What' => $what]], null, [$header])->Found;
        echo 'Search ', strlen($found) < 100 ? $found : strlen($found), "\n";
    } catch (SoapFault $fault) {
        echo 'Search fault ', $fault->faultcode, ': ', $fault->getMessage(), "\n";
    }
}

$nonce = bin2hex(random_bytes(20));
$created = gmdate('r');
$secret = base64_encode(md5($password, true));
$token = $client->GetTokenSession(['UsernameToken' => [
    'Username' => 'superviseur',
    'Password' => ['_' => base64_encode(sha1($nonce . $created . $secret, true))],
    'Nonce' => ['_' => $nonce],
    'Created' => $created,
]])->SessionToken;
search('žluť', $token);
search(str_repeat('x', 2000000), $token);
search('boom', $token);
$client->__soapCall('Disconnect', [[]], null, [new SoapHeader(NOUT, 'SessionToken', $token)]);
search('again', $token);
search('never', '7cec0345-3abb-4353-bfb9-aacc143a2d05');

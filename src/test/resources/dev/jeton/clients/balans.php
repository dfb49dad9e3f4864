<?php
// A balans client by the served WSDL, with PHP's SoapClient: balans.php WSDL CA, the password on standard input.
[, $wsdl, $authority] = $argv;
$password = stream_get_contents(STDIN);
$client = new SoapClient($wsdl, [
    'stream_context' => stream_context_create(['ssl' => ['cafile' => $authority]]),
    'cache_wsdl' => WSDL_CACHE_NONE,
    // Requests are sent compressed.
    'compression' => SOAP_COMPRESSION_ACCEPT | SOAP_COMPRESSION_GZIP | 9,
]);

function tell(string $operation, array $parameters): ?string
{
    global $client;
    try {
        $answer = $client->__soapCall($operation, [$parameters])->return;
        echo $operation, ' ', var_export($answer, true), "\n";
        return $answer;
    } catch (SoapFault $fault) {
        echo $operation, ' fault ', $fault->faultcode, ': ', $fault->getMessage(), "\n";
        return null;
    }
}

$caller = ['companyCode' => '', 'userName' => 'Nalog ž', 'userCode' => $password, 'sessLen' => 20];
tell('GetToken', $caller);
tell('GetToken', $caller + ['authUser' => 'drugi nalog']);
tell('GetToken', $caller + ['authUser' => 'drugi nalog', 'authCustomer' => 'komitent & sin']);
tell('GetToken', ['userCode' => $password . 'x'] + $caller);
tell('GetToken', ['sessLen' => 481] + $caller);
$token = tell('GetToken', $caller);
tell('CloseToken', ['sessToken' => $token]);
tell('CloseToken', ['sessToken' => $token]);

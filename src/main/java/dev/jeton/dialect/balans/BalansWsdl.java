package dev.jeton.dialect.balans;

import dev.jeton.wire.XmlWriter;

/**
 * The description of the SOAP face, as generators of clients like it: document/literal wrapped, one
 * schema inline and nothing to import, children unqualified.
 */
final class BalansWsdl {
  private static final String TEMPLATE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <wsdl:definitions name="LogIn" targetNamespace="http://services.bort.com/"
          xmlns:tns="http://services.bort.com/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
          xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <wsdl:types>
          <xs:schema targetNamespace="http://services.bort.com/" elementFormDefault="unqualified">
            <xs:element name="GetToken" type="tns:GetToken"/>
            <xs:element name="GetTokenResponse" type="tns:GetTokenResponse"/>
            <xs:element name="CloseToken" type="tns:CloseToken"/>
            <xs:element name="CloseTokenResponse" type="tns:CloseTokenResponse"/>
            <xs:complexType name="GetToken">
              <xs:sequence>
                <xs:element name="companyCode" type="xs:string"/>
                <xs:element name="userName" type="xs:string"/>
                <xs:element name="userCode" type="xs:string"/>
                <xs:element name="sessLen" type="xs:int"/>
                <xs:element name="authUser" type="xs:string" minOccurs="0"/>
                <xs:element name="authCustomer" type="xs:string" minOccurs="0"/>
              </xs:sequence>
            </xs:complexType>
            <xs:complexType name="GetTokenResponse">
              <xs:sequence>
                <xs:element name="return" type="xs:string"/>
              </xs:sequence>
            </xs:complexType>
            <xs:complexType name="CloseToken">
              <xs:sequence>
                <xs:element name="sessToken" type="xs:string"/>
              </xs:sequence>
            </xs:complexType>
            <xs:complexType name="CloseTokenResponse">
              <xs:sequence>
                <xs:element name="return" type="xs:boolean"/>
              </xs:sequence>
            </xs:complexType>
          </xs:schema>
        </wsdl:types>
        <wsdl:message name="GetToken">
          <wsdl:part name="parameters" element="tns:GetToken"/>
        </wsdl:message>
        <wsdl:message name="GetTokenResponse">
          <wsdl:part name="parameters" element="tns:GetTokenResponse"/>
        </wsdl:message>
        <wsdl:message name="CloseToken">
          <wsdl:part name="parameters" element="tns:CloseToken"/>
        </wsdl:message>
        <wsdl:message name="CloseTokenResponse">
          <wsdl:part name="parameters" element="tns:CloseTokenResponse"/>
        </wsdl:message>
        <wsdl:portType name="LogIn">
          <wsdl:operation name="GetToken">
            <wsdl:input message="tns:GetToken"/>
            <wsdl:output message="tns:GetTokenResponse"/>
          </wsdl:operation>
          <wsdl:operation name="CloseToken">
            <wsdl:input message="tns:CloseToken"/>
            <wsdl:output message="tns:CloseTokenResponse"/>
          </wsdl:operation>
        </wsdl:portType>
        <wsdl:binding name="LogInPortBinding" type="tns:LogIn">
          <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
          <wsdl:operation name="GetToken">
            <soap:operation soapAction=""/>
            <wsdl:input><soap:body use="literal"/></wsdl:input>
            <wsdl:output><soap:body use="literal"/></wsdl:output>
          </wsdl:operation>
          <wsdl:operation name="CloseToken">
            <soap:operation soapAction=""/>
            <wsdl:input><soap:body use="literal"/></wsdl:input>
            <wsdl:output><soap:body use="literal"/></wsdl:output>
          </wsdl:operation>
        </wsdl:binding>
        <wsdl:service name="LogInService">
          <wsdl:port name="LogInPort" binding="tns:LogInPortBinding">
            <soap:address location="ADDRESS"/>
          </wsdl:port>
        </wsdl:service>
      </wsdl:definitions>
      """;

  private BalansWsdl() {}

  /**
   * The description.
   *
   * @param address that clients are to call
   */
  static String of(String address) {
    return TEMPLATE.replace("ADDRESS", XmlWriter.escaped(address));
  }
}

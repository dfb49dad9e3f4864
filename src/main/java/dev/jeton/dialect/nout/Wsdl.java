package dev.jeton.dialect.nout;

import dev.jeton.wire.XmlWriter;

/**
 * The description that tools make clients from: document/literal over SOAP 1.1.
 *
 * <p>The headers of requests are parts of messages of their own, since tools make a header that
 * shares a message with the body a mandatory argument. The headers of answers are not described:
 * they are in no namespace, and a stack that expects one would look for another element.
 */
final class Wsdl {
  private Wsdl() {}

  /** The WSDL whose service is at this address. */
  static String at(String address) {
    return TEXT.replace("ADDRESS", XmlWriter.escaped(address));
  }

  private static final String TEXT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions name="SimaxService"
          targetNamespace="http://www.nout.fr/wsdl/SimaxService.wsdl/"
          xmlns="http://schemas.xmlsoap.org/wsdl/"
          xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
          xmlns:xsd="http://www.w3.org/2001/XMLSchema"
          xmlns:tns="http://www.nout.fr/wsdl/SimaxService.wsdl/">
        <types>
          <xsd:schema targetNamespace="http://www.nout.fr/wsdl/SimaxService.wsdl/"
              elementFormDefault="qualified">
            <xsd:complexType name="PasswordType">
              <xsd:simpleContent>
                <xsd:extension base="xsd:string">
                  <xsd:attribute name="Type" type="xsd:string"/>
                </xsd:extension>
              </xsd:simpleContent>
            </xsd:complexType>
            <xsd:complexType name="NonceType">
              <xsd:simpleContent>
                <xsd:extension base="xsd:string">
                  <xsd:attribute name="EncodingType" type="xsd:string"/>
                </xsd:extension>
              </xsd:simpleContent>
            </xsd:complexType>
            <xsd:complexType name="UsernameTokenType">
              <xsd:sequence>
                <xsd:element name="Username" type="xsd:string"/>
                <xsd:element name="Password" type="tns:PasswordType"/>
                <xsd:element name="Nonce" type="tns:NonceType" minOccurs="0"/>
                <xsd:element name="Created" type="xsd:string" minOccurs="0"/>
              </xsd:sequence>
            </xsd:complexType>
            <xsd:complexType name="ExtranetUserType">
              <xsd:sequence>
                <xsd:element name="UsernameToken" type="tns:UsernameTokenType"/>
                <xsd:element name="Form" type="xsd:string"/>
              </xsd:sequence>
            </xsd:complexType>
            <xsd:complexType name="OptionDialogueType">
              <xsd:sequence>
                <xsd:element name="Readable" type="xsd:int" minOccurs="0"/>
                <xsd:element name="EncodingOutput" type="xsd:int" minOccurs="0"/>
                <xsd:element name="ReturnValue" type="xsd:int" minOccurs="0"/>
                <xsd:element name="ReturnXSD" type="xsd:int" minOccurs="0"/>
                <xsd:element name="HTTPForceReturn" type="xsd:int" minOccurs="0"/>
                <xsd:element name="Ghost" type="xsd:int" minOccurs="0"/>
                <xsd:element name="DefaultPagination" type="xsd:int" minOccurs="0"/>
                <xsd:element name="DisplayValue" type="xsd:int" minOccurs="0"/>
                <xsd:element name="LanguageCode" type="xsd:int" minOccurs="0"/>
                <xsd:element name="WithFieldStateControl" type="xsd:int" minOccurs="0"/>
                <xsd:element name="ListContentAsync" type="xsd:int" minOccurs="0"/>
                <xsd:element name="VersionMin" type="xsd:int" minOccurs="0"/>
                <xsd:element name="VersionPref" type="xsd:int" minOccurs="0"/>
              </xsd:sequence>
            </xsd:complexType>
            <xsd:complexType name="LanguagesType">
              <xsd:sequence>
                <xsd:element name="LanguageCode" type="xsd:int" maxOccurs="unbounded"/>
              </xsd:sequence>
            </xsd:complexType>

            <xsd:element name="GetTokenSession">
              <xsd:complexType>
                <xsd:sequence>
                  <xsd:element name="UsernameToken" type="tns:UsernameTokenType" minOccurs="0"/>
                  <xsd:element name="ExtranetUser" type="tns:ExtranetUserType" minOccurs="0"/>
                  <xsd:element name="DefaultClientLanguageCode" type="xsd:int" minOccurs="0"/>
                </xsd:sequence>
              </xsd:complexType>
            </xsd:element>
            <xsd:element name="GetTokenSessionResponse">
              <xsd:complexType>
                <xsd:sequence>
                  <xsd:element name="SessionToken" type="xsd:string"/>
                </xsd:sequence>
              </xsd:complexType>
            </xsd:element>
            <xsd:element name="Disconnect">
              <xsd:complexType>
                <xsd:sequence/>
              </xsd:complexType>
            </xsd:element>
            <xsd:element name="DisconnectResponse">
              <xsd:complexType>
                <xsd:sequence/>
              </xsd:complexType>
            </xsd:element>
            <xsd:element name="GetLanguages">
              <xsd:complexType>
                <xsd:sequence/>
              </xsd:complexType>
            </xsd:element>
            <xsd:element name="GetLanguagesResponse">
              <xsd:complexType>
                <xsd:sequence>
                  <xsd:element name="xml" type="tns:LanguagesType"/>
                </xsd:sequence>
              </xsd:complexType>
            </xsd:element>

            <xsd:element name="APIUUID" type="xsd:string"/>
            <xsd:element name="CustomerInfos" type="xsd:string"/>
            <xsd:element name="OptionDialogue" type="tns:OptionDialogueType"/>
            <xsd:element name="SessionToken" type="xsd:string"/>
            <xsd:element name="UsernameToken" type="tns:UsernameTokenType"/>
          </xsd:schema>
        </types>

        <message name="GetTokenSessionIn">
          <part name="parameters" element="tns:GetTokenSession"/>
        </message>
        <message name="GetTokenSessionOut">
          <part name="parameters" element="tns:GetTokenSessionResponse"/>
        </message>
        <message name="DisconnectIn">
          <part name="parameters" element="tns:Disconnect"/>
        </message>
        <message name="DisconnectOut">
          <part name="parameters" element="tns:DisconnectResponse"/>
        </message>
        <message name="GetLanguagesIn">
          <part name="parameters" element="tns:GetLanguages"/>
        </message>
        <message name="GetLanguagesOut">
          <part name="parameters" element="tns:GetLanguagesResponse"/>
        </message>
        <message name="Headers">
          <part name="APIUUID" element="tns:APIUUID"/>
          <part name="CustomerInfos" element="tns:CustomerInfos"/>
          <part name="OptionDialogue" element="tns:OptionDialogue"/>
          <part name="SessionToken" element="tns:SessionToken"/>
          <part name="UsernameToken" element="tns:UsernameToken"/>
        </message>

        <portType name="SimaxServicePortType">
          <operation name="GetTokenSession">
            <input message="tns:GetTokenSessionIn"/>
            <output message="tns:GetTokenSessionOut"/>
          </operation>
          <operation name="Disconnect">
            <input message="tns:DisconnectIn"/>
            <output message="tns:DisconnectOut"/>
          </operation>
          <operation name="GetLanguages">
            <input message="tns:GetLanguagesIn"/>
            <output message="tns:GetLanguagesOut"/>
          </operation>
        </portType>

        <binding name="SimaxServiceBinding" type="tns:SimaxServicePortType">
          <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
          <operation name="GetTokenSession">
            <soap:operation soapAction="GetTokenSession" style="document"/>
            <input>
              <soap:body use="literal"/>
              <soap:header message="tns:Headers" part="APIUUID" use="literal"/>
              <soap:header message="tns:Headers" part="CustomerInfos" use="literal"/>
              <soap:header message="tns:Headers" part="OptionDialogue" use="literal"/>
            </input>
            <output>
              <soap:body use="literal"/>
            </output>
          </operation>
          <operation name="Disconnect">
            <soap:operation soapAction="Disconnect" style="document"/>
            <input>
              <soap:body use="literal"/>
              <soap:header message="tns:Headers" part="SessionToken" use="literal"/>
              <soap:header message="tns:Headers" part="UsernameToken" use="literal"/>
              <soap:header message="tns:Headers" part="OptionDialogue" use="literal"/>
            </input>
            <output>
              <soap:body use="literal"/>
            </output>
          </operation>
          <operation name="GetLanguages">
            <soap:operation soapAction="GetLanguages" style="document"/>
            <input>
              <soap:body use="literal"/>
            </input>
            <output>
              <soap:body use="literal"/>
            </output>
          </operation>
        </binding>

        <service name="SimaxService">
          <port name="SimaxServicePort" binding="tns:SimaxServiceBinding">
            <soap:address location="ADDRESS"/>
          </port>
        </service>
      </definitions>
      """;
}

"""Enquiries of buyers, one part for each producer that is asked."""

from openocop.enquiries.models.enquiry import Enquiry, EnquiryLine, EnquiryPart

__all__ = ["Enquiry", "EnquiryLine", "EnquiryPart"]
